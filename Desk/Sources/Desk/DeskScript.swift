// SPDX-License-Identifier: GPL-3.0-or-later

/// The one script of the pages: starts planning, shows its progress, asks what-ifs. It inserts only fragments that the server has escaped.
enum DeskScript {
    static let text = #"""
        "use strict";
        const send = (method, path, body) => fetch(path, {
          method, headers: {"Content-Type": "application/json"}, body: body === undefined ? undefined : JSON.stringify(body)
        }).then(async answer => {
          const json = await answer.json().catch(() => ({error: [answer.statusText]}));
          if (!answer.ok) throw new Error((json.error || [answer.statusText]).join("\n"));
          return json;
        });
        const say = (place, text) => { place.textContent = text; };

        for (const button of document.querySelectorAll("button[data-brief]")) {
          button.addEventListener("click", async () => {
            const place = document.getElementById("progress");
            button.disabled = true;
            try {
              let job = await send("POST", "/api/plans", {brief: button.dataset.brief});
              const stop = document.createElement("button");
              stop.textContent = "✕";
              stop.setAttribute("aria-label", "cancel");
              stop.addEventListener("click", () => send("DELETE", "/api/jobs/" + job.id).catch(() => {}));
              const bar = document.createElement("progress");
              const name = document.createElement("span");
              place.replaceChildren(name, bar, stop);
              while (job.state === "running") {
                name.textContent = job.brief + " ";
                if (job.steps > 0) { bar.max = job.steps; bar.value = job.step; }
                await new Promise(done => setTimeout(done, 200));
                job = await send("GET", "/api/jobs/" + job.id);
              }
              if (job.state === "done") location.href = "/plans/" + job.plan;
              else say(place, (job.fault || [job.state]).join("\n"));
            } catch (error) { say(place, error.message); }
            button.disabled = false;
          });
        }

        // Every picture as SVG, every table as CSV, for a deck.
        const save = (name, type, text) => {
          const link = document.createElement("a");
          link.href = URL.createObjectURL(new Blob([text], {type}));
          link.download = name;
          link.click();
          URL.revokeObjectURL(link.href);
        };
        const button = (label, name, act) => {
          const made = document.createElement("button");
          made.type = "button";
          made.className = "export";
          made.textContent = label;
          made.setAttribute("aria-label", label + ": " + name);
          made.addEventListener("click", act);
          return made;
        };
        const cell = text => /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
        const exports_ = root => {
          for (const picture of root.querySelectorAll("figure svg.chart")) {
            const name = picture.querySelector("title").textContent;
            picture.after(button("SVG", name, () => save(picture.getAttribute("aria-labelledby").split(" ")[0].slice(0, -2) + ".svg",
              "image/svg+xml", picture.outerHTML)));
          }
          root.querySelectorAll(".wide table").forEach((table, number) => {
            const name = table.closest("section")?.querySelector("h2,h3")?.textContent || "table";
            table.parentElement.after(button("CSV", name + " " + (number + 1), () => save("table-" + (number + 1) + ".csv", "text/csv",
              [...table.rows].map(row => [...row.cells].map(c => cell(c.innerText.trim())).join(",")).join("\n") + "\n")));
          });
        };
        exports_(document);

        const section = document.getElementById("what-if");
        if (section) {
          const form = document.getElementById("changes");
          const answer = document.getElementById("answer");
          const keep = document.getElementById("save");
          const budget = document.getElementById("budget");
          const range = document.getElementById("budget-range");
          const first = budget ? budget.value : "";
          let asked = 0;
          const changes = () => {
            const list = [];
            if (budget && budget.value !== "" && budget.value !== first) list.push({path: "budget", value: budget.value});
            for (const number of [0, 1]) {
              const path = document.getElementById("key-" + number).value.trim();
              const value = document.getElementById("value-" + number).value.trim();
              if (path !== "" && value !== "") list.push({path, value});
            }
            return list;
          };
          const ask = async () => {
            const list = changes();
            const number = ++asked;
            if (list.length === 0) { answer.replaceChildren(); keep.disabled = true; return; }
            try {
              const result = await send("POST", "/api/what-if", {plan: Number(section.dataset.plan), changes: list});
              // A later question has been asked meanwhile.
              if (number !== asked) return;
              answer.innerHTML = result.html;
              exports_(answer);
              keep.disabled = false;
            } catch (error) { if (number === asked) { say(answer, error.message); keep.disabled = true; } }
          };
          form.addEventListener("submit", event => { event.preventDefault(); ask(); });
          if (range) {
            let timer;
            const later = () => { clearTimeout(timer); timer = setTimeout(ask, 120); };
            range.addEventListener("input", () => { budget.value = range.value; later(); });
            budget.addEventListener("change", () => { range.value = budget.value; later(); });
          }
          keep.addEventListener("click", async () => {
            try {
              const plan = await send("POST", "/api/plans", {plan: Number(section.dataset.plan), changes: changes()});
              location.href = "/plans/" + plan.id;
            } catch (error) { say(answer, error.message); }
          });
        }
        """#
}
