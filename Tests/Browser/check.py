#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens every page and report in headless Chromium and looks at what a person would meet.

No console error and no request to anywhere but the page's own origin; key figures read from the page equal the JSON; every control has a
label, every picture a text alternative, every text enough contrast (WCAG 2.2 AA) in light and dark; everything can be reached by keyboard.

    Tests/Browser/check.py --command .build/release/wanxiang --desk Desk/.build/release/wanxiang-desk [--shots FOLDER]

Speaks the DevTools protocol over a socket of its own, so that nothing but Python and Chromium is needed."""
import argparse, base64, json, os, re, shutil, socket, struct, subprocess, sys, tempfile, time, urllib.request


class Socket:
    """A WebSocket client: text frames, no extensions (RFC 6455)."""

    def __init__(self, url):
        host, port, path = re.match(r"ws://([^:/]+):(\d+)(/.*)", url).groups()
        self.raw = socket.create_connection((host, int(port)), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.raw.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.raw.recv(4096)
        self.rest = self.rest.split(b"\r\n\r\n", 1)[1]

    def take(self, count):
        while len(self.rest) < count:
            got = self.raw.recv(1 << 20)
            if not got:
                raise ConnectionError("the browser closed the connection")
            self.rest += got
        part, self.rest = self.rest[:count], self.rest[count:]
        return part

    def send(self, text):
        data = text.encode()
        mask = os.urandom(4)
        size = len(data)
        head = bytes([0x81]) + (
            bytes([0x80 | size]) if size < 126 else bytes([0xFE]) + struct.pack(">H", size) if size < 65536
            else bytes([0xFF]) + struct.pack(">Q", size))
        self.raw.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def receive(self):
        text = b""
        while True:
            first, second = self.take(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack(">H", self.take(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.take(8))[0]
            data = self.take(size)
            if first & 0x0F in (0, 1):
                text += data
                if first & 0x80:
                    return text.decode()


class Browser:
    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="browser-")
        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", f"--user-data-dir={self.folder}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        place = os.path.join(self.folder, "DevToolsActivePort")
        for _ in range(300):
            if os.path.exists(place) and open(place).read().strip():
                break
            time.sleep(0.1)
        port = open(place).read().split()[0]
        for _ in range(50):
            pages = [p for p in json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json")) if p["type"] == "page"]
            if pages:
                break
            time.sleep(0.1)
        self.socket = Socket(pages[0]["webSocketDebuggerUrl"])
        self.number = 0
        self.faults = []
        self.requests = []
        for name in ("Page.enable", "Runtime.enable", "Log.enable", "Network.enable"):
            self.call(name)

    def call(self, method, **parameters):
        self.number += 1
        number = self.number
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.receive())
            self.note(message)
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def note(self, message):
        name = message.get("method", "")
        if name == "Runtime.exceptionThrown":
            self.faults.append(message["params"]["exceptionDetails"].get("text", "exception"))
        elif name == "Log.entryAdded" and message["params"]["entry"]["level"] in ("error", "warning"):
            self.faults.append(message["params"]["entry"]["text"])
        elif name == "Runtime.consoleAPICalled" and message["params"]["type"] in ("error", "assert"):
            self.faults.append(str(message["params"]["args"])[:200])
        elif name == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        elif name == "Page.loadEventFired":
            self.loaded = True

    def open(self, url, dark=False):
        self.faults, self.requests, self.loaded = [], [], False
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Page.navigate", url=url)
        deadline = time.time() + 30
        while not self.loaded and time.time() < deadline:
            self.call("Runtime.evaluate", expression="1")
            time.sleep(0.02)
        self.wait("document.readyState === 'complete'", 20)

    def run(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "exception"))
        return result["result"].get("value")

    def wait(self, script, seconds=60):
        deadline = time.time() + seconds
        while time.time() < deadline:
            if self.run(script):
                return True
            time.sleep(0.1)
        return False

    def shot(self, path, width=1100, height=1400):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.wait("document.readyState === 'complete'", 20)
        for attempt in range(20):
            try:
                data = self.call("Page.captureScreenshot", format="png")["data"]
                break
            except RuntimeError:
                # A navigation that has just begun has no picture yet.
                if attempt == 19:
                    raise
                time.sleep(0.2)
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)


# What is wrong with the page for somebody who does not see it, or uses the keyboard, or sees little contrast.
ACCESS = r"""
(() => {
  const wrong = [];
  if (!document.documentElement.lang) wrong.push("no language");
  if (!document.title) wrong.push("no title");
  if (!document.querySelector("h1")) wrong.push("no h1");
  for (const control of document.querySelectorAll("input,select,textarea"))
    if (!control.labels.length && !control.getAttribute("aria-label")) wrong.push("no label: " + control.outerHTML.slice(0, 80));
  for (const button of document.querySelectorAll("button,a"))
    if (!button.textContent.trim() && !button.getAttribute("aria-label")) wrong.push("no name: " + button.outerHTML.slice(0, 80));
  for (const picture of document.querySelectorAll("svg")) {
    const names = (picture.getAttribute("aria-labelledby") || "").split(" ");
    if (picture.getAttribute("role") !== "img" || !names.every(id => id && document.getElementById(id)?.textContent.trim()))
      wrong.push("picture without a text alternative");
  }
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  if (new Set(ids).size !== ids.length) wrong.push("an id twice");
  for (const head of document.querySelectorAll("th")) if (!head.scope) wrong.push("th without scope");
  for (const e of document.querySelectorAll("[tabindex]")) if (e.tabIndex > 0) wrong.push("tabindex above 0");
  const light = colour => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = e => {
    for (let at = e; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/rgba\(.*, 0\)|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const seen = new Set();
  for (const e of document.querySelectorAll("body *")) {
    const isText = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!isText || e.closest("title,desc,style,script,[disabled]") || !e.getClientRects().length) continue;
    const style = getComputedStyle(e);
    const colour = e instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [light(colour), light(ground(e instanceof SVGElement ? e.closest("svg").parentElement : e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const key = colour + e.tagName;
    if (ratio < 4.5 && !seen.has(key)) { seen.add(key); wrong.push("contrast " + ratio.toFixed(2) + ": " + e.textContent.trim().slice(0, 40)); }
  }
  return wrong;
})()
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--desk", required=True)
    parser.add_argument("--shots")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        print("No Chromium here and none could be installed: pages were not looked at.")
        return 0
    command = os.path.abspath(options.command)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folder = tempfile.mkdtemp(prefix="pages-")
    shop = os.path.join(folder, "shop")
    shutil.copytree(os.path.join(root, "scenarios", "goods-acceleration"), shop)
    other = os.path.join(folder, "other")
    shutil.copytree(shop, other)
    text = open(os.path.join(other, "brief.yaml")).read()
    open(os.path.join(other, "brief.yaml"), "w").write(re.sub(r"(?m)^budget: .*", "budget: 15000", text))
    wrong = []

    def make(*arguments):
        return subprocess.run([command, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout

    plan = json.loads(make("plan", "shop", "--html", "plan.html", "--json"))
    compared = json.loads(make("compare", "shop", "other", "--html", "compare.html", "--json"))
    make("plan", "shop", "--html", "plan-zh.html", "--lang", "zh")
    make("frontier", "shop", "other", "--points", "4", "--html", "frontier.html")
    make("replay", "shop", "--replications", "2", "--html", "replay.html")
    browser = Browser(program)

    def look(name, url, dark=True):
        for scheme in ([False, True] if dark else [False]):
            browser.open(url, dark=scheme)
            for fault in browser.faults:
                wrong.append(f"{name}: {fault}")
            for found in browser.run(ACCESS):
                wrong.append(f"{name} ({'dark' if scheme else 'light'}): {found}")
            own = url.split("/", 3)[:3]
            for request in browser.requests:
                if request.split("/", 3)[:3] != own and not request.startswith("data:"):
                    wrong.append(f"{name}: asks {request}")
        browser.open(url)
        if options.shots:
            browser.shot(os.path.join(options.shots, name + ".png"))

    def expect(name, what, is_so):
        if not is_so:
            wrong.append(f"{name}: {what}")

    def money(yuan):
        return f"¥{round(yuan):,}"

    try:
        # The checks themselves find what is wrong with a page that has everything wrong.
        browser.open("data:text/html,<body style='background:white'><input><button></button><svg></svg><p style='color:%23bbb'>faint</p>")
        found = " ".join(browser.run(ACCESS))
        for fault in ("no language", "no title", "no h1", "no label", "no name", "text alternative", "contrast"):
            expect("self-test", f"finds {fault}", fault in found)
        for name in ("plan", "plan-zh", "compare", "frontier", "replay"):
            look(name, "file://" + os.path.join(folder, name + ".html"))
        browser.open("file://" + os.path.join(folder, "plan.html"))
        text = browser.run("document.body.innerText")
        expect("plan", "sales on the page are those of the JSON", money(plan["outcomes"]["gmv_yuan"]["mean"]) in text)
        browser.open("file://" + os.path.join(folder, "compare.html"))
        text = browser.run("document.body.innerText")
        for entry in compared["plans"]:
            expect("compare", f"sales of {entry['name']}", money(entry["outcomes"]["gmv_yuan"]["mean"]) in text)
        # Printed, nothing is lost to a dark background.
        browser.call("Emulation.setEmulatedMedia", media="print")
        expect("compare", "prints on white", browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)")
        browser.call("Emulation.setEmulatedMedia", media="")

        desk = subprocess.Popen(
            [os.path.abspath(options.desk), "--workspace", folder, "--port", "0", "--lang", "en"], stdout=subprocess.PIPE, text=True)
        address = re.search(r"http://\S+", desk.stdout.readline()).group(0).rstrip("/")
        try:
            look("desk", address + "/")
            browser.run("document.querySelector('button[data-brief]').focus()")
            # Enter on the focused button: planning starts without a mouse.
            for kind in ("keyDown", "keyUp"):
                browser.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")
            expect("desk", "planning by keyboard opens the plan", browser.wait("location.pathname.startsWith('/plans/')"))
            page = browser.run("location.href")
            look("desk-plan", page)
            browser.run(
                "document.getElementById('budget').value = '20000';"
                "document.getElementById('changes').requestSubmit()")
            expect("desk-plan", "a what-if is answered", browser.wait("!!document.querySelector('#answer table')", 20))
            number = int(page.rsplit("/", 1)[1])
            request = urllib.request.Request(
                address + "/api/what-if", method="POST", headers={"Content-Type": "application/json"},
                data=json.dumps({"plan": number, "changes": [{"path": "budget", "value": "20000"}]}).encode())
            answer = json.load(urllib.request.urlopen(request))
            shown = browser.run("document.getElementById('answer').innerText")
            expect("desk-plan", "the what-if's value is the JSON's", money(answer["changed"]["value"]["mean"]) in shown)
            for found in browser.run(ACCESS):
                wrong.append(f"what-if: {found}")
            if options.shots:
                browser.shot(os.path.join(options.shots, "desk-what-if.png"))
            browser.run("document.getElementById('save').click()")
            expect("desk-plan", "a what-if is saved as a plan", browser.wait(f"location.pathname !== '/plans/{number}'", 20))
            saved = int(browser.run("location.href").rsplit("/", 1)[1])
            look("desk-compare", f"{address}/compare?plan={number}&plan={saved}")
            for fault in browser.faults:
                wrong.append(f"desk: {fault}")
            sizes = sorted(timed(address, number, 20000 + 100 * i) for i in range(21))
            print(f"what-if: median {sizes[10] * 1000:.0f} ms, slowest {sizes[-1] * 1000:.0f} ms of 21")
        finally:
            desk.terminate()
            desk.wait(timeout=20)
    finally:
        browser.close()
        shutil.rmtree(folder, ignore_errors=True)
    for line in wrong:
        print("wrong:", line)
    print("pages: " + ("all as they should be" if not wrong else f"{len(wrong)} faults"))
    return 1 if wrong else 0


def timed(address, plan, budget):
    request = urllib.request.Request(
        address + "/api/what-if", method="POST", headers={"Content-Type": "application/json"},
        data=json.dumps({"plan": plan, "changes": [{"path": "budget", "value": str(budget)}]}).encode())
    began = time.time()
    urllib.request.urlopen(request).read()
    return time.time() - began


if __name__ == "__main__":
    sys.exit(main())
