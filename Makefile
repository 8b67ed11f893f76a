# SPDX-License-Identifier: GPL-3.0-or-later
# make run   sets up, builds, plans and replays one scenario
# make test  sets up and passes the tests
# make desk  builds the browser workspace, make test-browser looks at its pages
# make fuzz  reads mutated files for ten minutes

PREFIX ?= /usr/local
SHARE = $(PREFIX)/share
SWIFT ?= swift
SCENARIO ?= scenarios/goods-acceleration
BINARY = .build/release/wanxiang
PACKAGES = libglpk-dev libsqlite3-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.PHONY: run test verify bench bench-world fuzz install setup build desk test-browser lint format refresh clean bench-incentives bench-import

run: build
	$(BINARY) plan $(SCENARIO)
	@echo
	$(BINARY) replay $(SCENARIO)

test: setup
	$(SWIFT) build --build-tests -c release -Xswiftc -enable-testing
	$(SWIFT) test -c release -Xswiftc -enable-testing --skip-build

# The same tests at full count: hundreds of replications. Takes hours; the dated results are committed in docs/verification.
verify: setup
	WANXIANG_VERIFY=1 $(SWIFT) test -c release -Xswiftc -enable-testing

# What emerges from a world of each family, as pages with plots; fails when a statement does not hold.
bench-world: build
	@mkdir -p docs/worlds
	@for family in fashion snacks home-appliances beauty; do \
		echo "$$family"; $(BINARY) simulate --world worlds/$$family-middle.yaml --emergence docs/worlds/$$family.html || exit $$?; \
	done

# Readers against mutated files for ten minutes. Another start: make fuzz SEED=7
FUZZ_SECONDS ?= 600
SEED ?= 2026
fuzz: setup
	WANXIANG_FUZZ_SECONDS=$(FUZZ_SECONDS) WANXIANG_FUZZ_SEED=$(SEED) \
		$(SWIFT) test -c release -Xswiftc -enable-testing --filter FuzzTests

build: setup
	$(SWIFT) build -c release --product wanxiang

# Customer-level benefits beside HiGHS and OR-Tools; the dated results are in Benchmarks/Incentives/README.md.
bench-incentives: setup
	Benchmarks/Incentives/run.sh

# Imports of 1 GB: speed of reading and storing, memory; the dated results are in Benchmarks/Import/README.md.
bench-import: build
	python3 Benchmarks/Import/import.py --binary $(BINARY) $(BENCH)

# The browser workspace, a package of its own: wanxiang serve starts it.
desk: setup
	@# The build plan of a package does not notice new files of a package that it depends on by path.
	@rm -f Desk/.build/*.yaml
	$(SWIFT) build -c release --package-path Desk --product wanxiang-desk

# The browser workspace's own tests, and every page in headless Chromium: no console error, figures as in the JSON, labels and contrast.
test-browser: setup
	@rm -f Desk/.build/*.yaml
	$(SWIFT) build -c release --product wanxiang
	$(SWIFT) build -c release -Xswiftc -enable-testing --build-tests --package-path Desk
	$(SWIFT) test -c release -Xswiftc -enable-testing --skip-build --package-path Desk
	@command -v chromium >/dev/null || { $(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } || true
	Tests/Browser/check.py --command $(BINARY) --desk Desk/.build/release/wanxiang-desk

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/wanxiang
	install -d $(DESTDIR)$(SHARE)/wanxiang/programmes $(DESTDIR)$(SHARE)/wanxiang/playbooks
	install -m 644 scenarios/programmes/*.yaml $(DESTDIR)$(SHARE)/wanxiang/programmes
	install -m 644 scenarios/playbooks/*.yaml $(DESTDIR)$(SHARE)/wanxiang/playbooks
	install -d $(DESTDIR)$(SHARE)/man/man1 $(DESTDIR)$(SHARE)/bash-completion/completions
	install -d $(DESTDIR)$(SHARE)/zsh/site-functions $(DESTDIR)$(SHARE)/fish/vendor_completions.d
	$(BINARY) manual > $(DESTDIR)$(SHARE)/man/man1/wanxiang.1
	$(BINARY) --generate-completion-script bash > $(DESTDIR)$(SHARE)/bash-completion/completions/wanxiang
	$(BINARY) --generate-completion-script zsh > $(DESTDIR)$(SHARE)/zsh/site-functions/_wanxiang
	$(BINARY) --generate-completion-script fish > $(DESTDIR)$(SHARE)/fish/vendor_completions.d/wanxiang.fish

# Installs what is missing of the system packages; does nothing where they are there.
setup:
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.2 or newer is needed: https://www.swift.org/install" >&2; exit 1; }
	@if [ -e /usr/include/glpk.h ] && [ -e /usr/include/sqlite3.h ]; then :; \
	elif command -v apt-get >/dev/null; then \
		echo "installing $(PACKAGES)"; \
		$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES); \
	else echo "please install GLPK and SQLite with their headers (Debian: $(PACKAGES))" >&2; exit 1; fi

# Compares the solver with independent ones in one run; makes a Python environment of its own.
bench: build
	cd Benchmarks/Solving && { [ -x .venv/bin/python ] || python3 -m venv .venv; } && \
		.venv/bin/pip install --quiet -r requirements.txt && .venv/bin/python bench.py --binary ../../$(BINARY) $(BENCH)

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Desk/Sources Desk/Tests Package.swift

format:
	$(SWIFT) format --in-place --recursive Sources Tests Desk/Sources Desk/Tests Package.swift

# Accepts the present results of every scenario folder: make refresh REASON="why" [REPLICATIONS=12]
refresh: build
	@[ -n "$(REASON)" ] || { echo 'say why: make refresh REASON="..."' >&2; exit 64; }
	@for folder in scenarios/*/; do \
		[ -e $$folder/brief.yaml ] || continue; \
		echo "$$folder"; $(BINARY) replay $$folder --refresh --reason "$(REASON)" $(if $(REPLICATIONS),--replications $(REPLICATIONS)) >/dev/null \
			|| exit $$?; \
	done

clean:
	rm -rf .build Desk/.build
