// Chooses instruments: the choice stands in the address, so it can be shared, printed and gone back to.
// Rows that are not shown are not in the page: thousands of them then cost nothing to draw. After the first they come as the
// text of a noscript, and are made into rows a few at a time.
{
  const form = document.querySelector("[data-kiezer]");
  const holder = document.querySelector("[data-rijen]");
  const ROW = "[data-heeft]";
  if (form && holder.querySelector(ROW)) {
    const STEP = 60; // rows shown at a time: enough to scan, few enough to draw within a frame
    const BATCH = 20; // rows made of text at once
    const SLICE = 12; // milliseconds of reading rows before the browser gets its turn
    const PAUSE = 200; // milliseconds without a key before somebody who types is answered
    const more = document.querySelector("[data-meer]");
    const none = document.querySelector("[data-niets]");
    const no = none.querySelector("[data-geen]");
    const gaps = document.querySelector("[data-wit]");
    const state = document.querySelector("[data-stand]");
    const told = document.querySelector("[data-keuze]");
    const danger = document.querySelector("[data-gevaar]");
    const word = form.elements.woord;
    const order = form.elements.volgorde;
    const display = form.elements.weergave;
    const inOrder = order.options[0].textContent;
    const folds = [...form.querySelectorAll("details")];
    let sides = []; // to choose from, once all is read
    const side = (fold) => ({
      fold,
      key: fold.dataset.kant,
      label: fold.querySelector("legend").textContent,
      boxes: [...fold.querySelectorAll("input")].map((box) => {
        const label = box.closest("label");
        return { box, value: box.value, tool: "hulpmiddel" in box.dataset, name: label.querySelector("[data-naam]").textContent, number: label.querySelector("[data-telling]") };
      }),
    });
    const groups = [...holder.querySelectorAll("[data-groep]")].map((section) => ({
      section, list: section.querySelector("ul"), rest: section.querySelector("noscript"), number: section.querySelector(".telling"), anchor: section.querySelector("h2").id,
    }));
    const flat = document.createElement("ul");
    flat.className = "regels regels--dicht";
    const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    let facts = []; // of each row, in the order of the page
    let limit = STEP;

    /** The rows as a table: what a title is of, from whom, from when, and for which standaarden. */
    const COLUMNS = ["soort", "organisatie", "jaar", "standaard"];
    const table = document.createElement("div");
    table.className = "tabel";
    table.tabIndex = 0;
    table.setAttribute("role", "region");
    table.setAttribute("aria-label", "Instrumenten in een tabel");
    const line = (kind, texts) => {
      const made = document.createElement("tr");
      made.append(...texts.map((text) => Object.assign(document.createElement(kind), { textContent: text })));
      return made;
    };
    const body = document.createElement("tbody");
    let names = {}; // key -> value -> its name
    function makeTable() {
      names = Object.fromEntries(sides.map(({ key, boxes }) => [key, new Map(boxes.map(({ value, name }) => [value, name]))]));
      const head = line("th", ["Titel", ...COLUMNS.map((key) => sides.find((one) => one.key === key)?.label || "")]);
      for (const cell of head.cells) cell.scope = "col";
      const made = document.createElement("table");
      made.createTHead().append(head);
      made.append(body);
      table.append(made);
    }
    function tabled(fact) {
      if (!fact.line) {
        const told = (key) => fact.values[key].map((value) => (key === "standaard" ? names[key].get(value)?.split(" ")[0] : names[key].get(value)) || value).join(", ");
        fact.line = line("td", COLUMNS.map((key) => (names[key] ? told(key) : "")));
        fact.line.dataset.id = fact.id;
        const title = document.createElement("th");
        title.scope = "row";
        title.append(fact.row.querySelector("a").cloneNode(true));
        fact.line.prepend(title);
      }
      return fact.line;
    }

    /** What stands in a row, read once. Of each side it tells at which places its values stand there. */
    const read = (row, group) => {
      const has = row.dataset.heeft.split(" ");
      const values = Object.fromEntries(sides.map(({ key, boxes }, at) => [key, has[at].split(",").filter(Boolean).map((place) => boxes[place].value)]));
      const id = row.querySelector("a").getAttribute("href").match(/instrumenten\/([^/]+)\//)[1];
      return { row, group, id, values, year: Number(values.jaar[0]) || 0 }; // it may be in words that it is not known
    };
    const titled = (fact) => (fact.title ??= fold(fact.row.querySelector("a").textContent));

    // The search of the site finds what is typed. Nothing of it is loaded before somebody types.
    let worker = null;
    let found = { query: "", places: null, danger: false, failed: false };
    const typed = () => word.value.trim();
    const holds = () => !typed() || found.query === typed();
    function ask(finished) {
      const query = typed();
      if (!query || (found.query === query && !finished)) return;
      if (!worker) {
        worker = new Worker(form.dataset.searchWorker);
        worker.addEventListener("message", ({ data }) => {
          if (data.query !== typed()) return;
          const places = data.failed ? null : new Map(data.paths.map((path, at) => [path.split("/")[1], at]));
          found = { query: data.query, places, danger: data.danger, numbers: data.numbers, failed: Boolean(data.failed) };
          show(true);
        });
      }
      worker.postMessage({ query, finished, below: "instrumenten/" });
    }
    /** Whether the search found it; when the search cannot be loaded, whether its letters stand in the row. */
    function says(fact) {
      if (!typed()) return true;
      if (!found.failed) return Boolean(found.places?.has(fact.id));
      fact.text ??= fold(fact.row.textContent);
      return fold(typed()).split(/\s+/).every((part) => fact.text.includes(part));
    }

    /** Key -> the values that are ticked, of the sides where any is. */
    const chosen = () => sides.flatMap(({ key, boxes }) => {
      const values = new Set(boxes.filter(({ box }) => box.checked).map(({ value }) => value));
      return values.size ? [{ key, values }] : [];
    });

    /** The rows that fit, and of each side how many there would be of a value: those that fail nowhere but there. */
    function count(choice) {
      const fit = [];
      const numbers = Object.fromEntries(sides.map(({ key }) => [key, new Map()]));
      const add = (key, values) => { for (const value of values) numbers[key].set(value, (numbers[key].get(value) || 0) + 1); };
      for (const fact of facts) {
        if (!says(fact)) continue;
        const fails = choice.filter(({ key, values }) => !fact.values[key].some((value) => values.has(value)));
        if (fails.length > 1) continue;
        if (fails.length) add(fails[0].key, fact.values[fails[0].key]);
        else {
          fit.push(fact);
          for (const { key } of sides) add(key, fact.values[key]);
        }
      }
      return { fit, numbers };
    }

    function tellSide({ boxes }, numbers) {
      for (const { box, value, number } of boxes) {
        const here = numbers.get(value) || 0;
        if (number.textContent !== String(here)) number.textContent = here;
        box.disabled = here === 0 && !box.checked;
      }
    }

    function sorted(fit) {
      if (order.value === "jaar") return fit.sort((a, b) => b.year - a.year || (titled(a) < titled(b) ? -1 : 1));
      if (order.value === "titel") return fit.sort((a, b) => (titled(a) < titled(b) ? -1 : 1));
      return typed() && found.places ? fit.sort((a, b) => found.places.get(a.id) - found.places.get(b.id)) : fit;
    }

    let numbers = {};
    const lower = (text) => (/^[A-Z][a-z]/.test(text) && !/^[A-Z]\d/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);
    /** The names of what is chosen, for a sentence: 'partnergeweld of stalking'. */
    const spoken = ({ key, values }) => sides.find((side) => side.key === key).boxes.filter(({ value }) => values.has(value)).map(({ name }) => lower(name)).join(" of ");
    /** What was looked for and is not there, in a sentence: 'Geen trainingen gevonden voor partnergeweld'. */
    function gap(choice) {
      const kind = choice.find(({ key }) => key === "soort");
      const about = choice.filter(({ key }) => key === "onderwerp" || key === "doelgroep").map(spoken);
      const rest = choice.filter(({ key }) => !["soort", "onderwerp", "doelgroep"].includes(key))
        .map((one) => `${lower(sides.find(({ key }) => key === one.key).label)} ${spoken(one)}`);
      return [
        `Geen ${kind ? spoken(kind) : "instrument"}`, ...(typed() ? [`met “${typed()}”`] : []), "gevonden",
        ...(about.length ? [`voor ${about.join(" en ")}`] : []), ...(rest.length ? [`bij ${rest.join(" en ")}`] : []),
      ].join(" ");
    }
    /** Which soorten somebody works with are not there for the onderwerp or standaard that was chosen. */
    function tellGaps(choice) {
      const about = choice.find(({ key }) => key === "onderwerp") || choice.find(({ key }) => key === "standaard");
      const missing = about && choice.length === 1 && !typed()
        ? sides.find(({ key }) => key === "soort").boxes.filter(({ value, tool }) => tool && !numbers.soort.has(value)).map(({ name }) => lower(name)) : [];
      gaps.textContent = missing.length ? `Niet gevonden voor ${spoken(about)}: ${missing.join(", ")}.` : "";
      gaps.hidden = !missing.length;
    }

    function show(said) {
      if (!holds()) return; // the answer is on its way; until then what stands there stays
      const choice = chosen();
      const counted = count(choice);
      numbers = counted.numbers;
      for (const side of sides) if (side.fold.open) tellSide(side, numbers[side.key]); // others when they are opened
      for (const fold of folds) {
        const ticked = fold.querySelectorAll("input:checked").length;
        fold.querySelector("[data-aantal]").textContent = ticked ? ` (${ticked} gekozen)` : "";
      }
      order.options[0].textContent = typed() ? order.options[0].dataset.past : inOrder;
      const fit = sorted(counted.fit);
      const visible = fit.slice(0, limit);
      if (display.value === "tabel") {
        body.replaceChildren(...visible.map(tabled));
        holder.replaceChildren(...(fit.length ? [table] : []));
      } else if (order.value || (typed() && found.places)) {
        flat.replaceChildren(...visible.map(({ row }) => row));
        holder.replaceChildren(flat);
      } else {
        const all = new Map();
        const seen = new Map();
        for (const { group } of fit) all.set(group, (all.get(group) || 0) + 1);
        for (const { group, row } of visible) seen.set(group, [...(seen.get(group) || []), row]);
        for (const [group, rows] of seen) {
          group.number.textContent = all.get(group);
          group.list.replaceChildren(...rows);
        }
        holder.replaceChildren(...[...seen.keys()].map(({ section }) => section));
      }
      more.hidden = fit.length <= limit;
      none.hidden = fit.length > 0;
      no.textContent = gap(choice);
      tellGaps(choice);
      danger.hidden = !(typed() && found.danger);
      told.textContent = [
        ...(typed() ? [`“${typed()}”`] : []),
        ...choice.map(({ key, values }) => {
          const side = sides.find((one) => one.key === key);
          return `${side.label}: ${side.boxes.filter(({ value }) => values.has(value)).map(({ name }) => name).join(" of ")}`;
        }),
      ].join(" · ");
      told.hidden = !told.textContent;
      if (said) {
        state.textContent = (fit.length === 1 ? "1 instrument" : `${fit.length} instrumenten`) +
          (typed() && found.failed ? ". De zoekmachine kon niet worden geladen; er is alleen op letters gezocht." : "");
      }
    }

    const toAddress = (push) => {
      const address = new URL(location.href);
      address.search = "";
      for (const [name, value] of new FormData(form)) if (value.trim()) address.searchParams.append(name, value);
      history[push ? "pushState" : "replaceState"]({ limit }, "", address);
    };
    const fromAddress = () => {
      const asked = new URL(location.href).searchParams;
      for (const { key, boxes } of sides) {
        const values = asked.getAll(key);
        for (const { box, value } of boxes) box.checked = values.includes(value);
      }
      word.value = asked.get("woord") || "";
      display.value = asked.get("weergave") || "";
      if (display.selectedIndex < 0) display.selectedIndex = 0;
      order.value = asked.get("volgorde") || "";
      if (order.selectedIndex < 0) order.selectedIndex = 0;
      for (const { fold } of sides) fold.open ||= Boolean(fold.querySelector(":checked"));
      limit = Math.max(STEP, Number(history.state?.limit) || 0, lastNamed());
      ask(true);
      show(true);
    };
    /** How many rows to show to reach the group that the address names. */
    const lastNamed = () => facts.findLastIndex(({ group }) => group.anchor === location.hash.slice(1)) + 1;

    let waiting = 0;
    form.addEventListener("input", (event) => {
      limit = STEP;
      clearTimeout(waiting);
      const typing = event.target === word;
      waiting = setTimeout(() => { toAddress(!typing); ask(false); show(true); }, typing ? PAUSE : 0);
    });
    word.addEventListener("change", () => ask(true)); // left, or entered: its last word is whole now
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { limit = STEP; toAddress(true); show(true); }));
    more.addEventListener("click", () => {
      const before = limit;
      limit += STEP;
      history.replaceState({ limit }, "");
      show(false);
      holder.querySelectorAll(ROW)[before]?.querySelector("a").focus();
    });
    addEventListener("popstate", fromAddress);
    let onScreen = limit;
    addEventListener("beforeprint", () => { onScreen = limit; limit = facts.length; show(false); });
    addEventListener("afterprint", () => { limit = onScreen; show(false); });

    /** What is still text in a noscript, as elements that each begin with `start`; a few at a time. */
    function* elementsOf(rest, start) {
      const texts = rest.textContent.split(start).slice(1).map((text) => start + text);
      for (let at = 0; at < texts.length; at += BATCH) {
        const made = document.createElement("template");
        made.innerHTML = texts.slice(at, at + BATCH).join("");
        yield* [...made.content.children];
      }
      rest.remove();
    }

    (async () => {
      let since = performance.now();
      /** Lets the browser draw, when it has waited long enough. */
      const turn = async () => {
        if (performance.now() - since < SLICE) return;
        await new Promise((resolve) => { setTimeout(resolve); });
        since = performance.now();
      };
      for (const fold of form.querySelectorAll("details[data-kant]")) {
        const rest = fold.querySelector("noscript");
        for (const label of rest ? elementsOf(rest, "<label ") : []) {
          rest.before(label);
          await turn();
        }
        sides.push(side(fold));
        await turn();
      }
      makeTable();
      for (const group of groups) {
        const { list, rest } = group;
        for (const rows of [list?.querySelectorAll(ROW), rest && elementsOf(rest, "<li class=\"regel\"")]) {
          for (const row of rows || []) {
            facts.push(read(row, group));
            await turn();
          }
        }
        if (list) continue;
        group.list = flat.cloneNode();
        group.section.append(group.list);
      }
      for (const one of sides) one.fold.addEventListener("toggle", () => { if (one.fold.open) tellSide(one, numbers[one.key] || new Map()); });
      form.querySelector("[data-kanten]").open = matchMedia("(min-width: 56em)").matches;
      form.hidden = false;
      fromAddress();
    })();
  }
}
