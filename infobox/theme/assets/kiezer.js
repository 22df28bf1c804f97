// Chooses instruments: the choice stands in the address, so it can be shared, printed and gone back to.
// Rows that are not shown are not in the page: thousands of them then cost nothing to draw.
{
  const form = document.querySelector("[data-kiezer]");
  const holder = document.querySelector("[data-rijen]");
  const ROW = "[data-heeft]";
  if (form && holder.querySelector(ROW)) {
    const STEP = 60; // rows shown at a time: enough to scan, few enough to draw within a frame
    const SLICE = 12; // milliseconds of reading rows before the browser gets its turn
    const PAUSE = 200; // milliseconds without a key before somebody who types is answered
    const more = document.querySelector("[data-meer]");
    const none = document.querySelector("[data-niets]");
    const state = document.querySelector("[data-stand]");
    const told = document.querySelector("[data-keuze]");
    const danger = document.querySelector("[data-gevaar]");
    const word = form.elements.woord;
    const order = form.elements.volgorde;
    const inOrder = order.options[0].textContent;
    const folds = [...form.querySelectorAll("details")];
    const sides = [...form.querySelectorAll("details[data-kant]")].map((fold) => ({
      fold,
      key: fold.dataset.kant,
      label: fold.querySelector("legend").textContent,
      boxes: [...fold.querySelectorAll("input")].map((box) => {
        const label = box.closest("label");
        return { box, value: box.value, name: label.querySelector("span").textContent, number: label.querySelector(".telling") };
      }),
    }));
    const groups = [...holder.querySelectorAll("[data-groep]")].map((section) => ({
      section, list: section.querySelector("ul"), number: section.querySelector(".telling"), anchor: section.querySelector("h2").id,
    }));
    const flat = document.createElement("ul");
    flat.className = "regels regels--dicht";
    const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    let facts = []; // of each row, in the order of the page
    let limit = STEP;

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
    function show(said) {
      if (!holds()) return; // the answer is on its way; until then what stands there stays
      const choice = chosen();
      const counted = count(choice);
      numbers = counted.numbers;
      for (const side of sides) if (side.fold.open) tellSide(side, numbers[side.key]); // others when they are opened
      for (const fold of folds) {
        const ticked = fold.querySelectorAll(":checked").length;
        fold.querySelector("[data-aantal]").textContent = ticked ? ` (${ticked} gekozen)` : "";
      }
      order.options[0].textContent = typed() ? order.options[0].dataset.past : inOrder;
      const fit = sorted(counted.fit);
      const visible = fit.slice(0, limit);
      if (order.value || (typed() && found.places)) {
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
    for (const side of sides) side.fold.addEventListener("toggle", () => { if (side.fold.open) tellSide(side, numbers[side.key] || new Map()); });
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

    (async () => {
      let since = performance.now();
      for (const group of groups) {
        for (const row of group.list.querySelectorAll(ROW)) {
          facts.push(read(row, group));
          if (performance.now() - since < SLICE) continue;
          await new Promise((resolve) => { setTimeout(resolve); });
          since = performance.now();
        }
      }
      form.querySelector("[data-kanten]").open = matchMedia("(min-width: 56em)").matches;
      form.hidden = false;
      fromAddress();
    })();
  }
}
