// Chooses instruments: the choice stands in the address, so it can be shared, printed and gone back to.
{
  const form = document.querySelector("[data-kiezer]");
  const rows = [...document.querySelectorAll("[data-rijen] .regel")];
  if (form && rows.length) {
    const STEP = 60; // rows shown at a time: enough to scan, few enough to draw within a frame
    const groups = [...document.querySelectorAll("[data-groep]")];
    const holder = document.querySelector("[data-rijen]");
    const more = document.querySelector("[data-meer]");
    const none = document.querySelector("[data-niets]");
    const state = form.querySelector("[data-stand]");
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const keys = [...new Set(boxes.map((box) => box.name))];
    const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const facts = rows.map((row) => ({
      row,
      text: fold(row.textContent),
      values: Object.fromEntries(keys.map((key) => [key, new Set(row.getAttribute(`data-${key}`).split(" "))])),
      home: row.parentElement,
      title: fold(row.querySelector("a").textContent),
      year: Number(row.dataset.jaar) || 0, // it may be in words that it is not known
    }));
    const flat = document.createElement("ul");
    flat.className = "regels regels--dicht";
    let limit = STEP;

    const chosen = () => {
      const found = {};
      for (const box of boxes) if (box.checked) (found[box.name] ??= new Set()).add(box.value);
      return found;
    };
    const fits = (fact, choice, words, except) =>
      words.every((word) => fact.text.includes(word)) &&
      keys.every((key) => key === except || !choice[key] || [...choice[key]].some((value) => fact.values[key].has(value)));

    const show = (said) => {
      const choice = chosen();
      const words = fold(form.elements.woord.value).split(/\s+/).filter(Boolean);
      const found = facts.filter((fact) => fits(fact, choice, words));
      for (const key of keys) {
        const counts = new Map();
        for (const fact of facts) {
          if (!fits(fact, choice, words, key)) continue;
          for (const value of fact.values[key]) counts.set(value, (counts.get(value) || 0) + 1);
        }
        for (const box of boxes) {
          if (box.name !== key) continue;
          const number = counts.get(box.value) || 0;
          box.closest("label").querySelector("[data-telling]").textContent = number;
          box.disabled = number === 0 && !box.checked;
        }
      }
      for (const part of form.querySelectorAll("details")) {
        const number = part.querySelectorAll(":checked").length;
        part.querySelector("[data-aantal]").textContent = number ? ` (${number} gekozen)` : "";
      }
      const order = form.elements.volgorde.value;
      const sorted = order === "jaar" ? [...found].sort((a, b) => b.year - a.year || a.title.localeCompare(b.title))
        : order === "titel" ? [...found].sort((a, b) => a.title.localeCompare(b.title)) : found;
      const visible = new Set(sorted.slice(0, limit).map((fact) => fact.row));
      if (order) {
        flat.replaceChildren(...sorted.slice(0, limit).map((fact) => fact.row));
        if (!flat.isConnected) holder.append(flat);
      } else if (flat.isConnected) {
        for (const fact of facts) fact.home.append(fact.row);
        flat.remove();
      }
      for (const fact of facts) fact.row.hidden = !visible.has(fact.row);
      for (const group of groups) {
        const here = found.filter((fact) => group.contains(fact.home));
        group.hidden = Boolean(order) || !here.some((fact) => visible.has(fact.row));
        group.querySelector(".telling").textContent = here.length;
      }
      more.hidden = found.length <= limit;
      none.hidden = found.length > 0;
      if (said) state.textContent = found.length === 1 ? "1 instrument" : `${found.length} instrumenten`;
    };

    const toAddress = (push) => {
      const address = new URL(location.href);
      address.search = "";
      for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
      history[push ? "pushState" : "replaceState"](null, "", address);
    };
    const fromAddress = () => {
      const asked = new URL(location.href).searchParams;
      for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
      form.elements.woord.value = asked.get("woord") || "";
      form.elements.volgorde.value = asked.get("volgorde") || "";
      for (const fold of form.querySelectorAll("details")) fold.open ||= !fold.matches("[data-kanten]") && Boolean(fold.querySelector(":checked"));
      limit = STEP;
      show(true);
    };

    let waiting = 0;
    form.addEventListener("input", (event) => {
      limit = STEP;
      clearTimeout(waiting);
      const typed = event.target === form.elements.woord;
      waiting = setTimeout(() => { toAddress(!typed); show(true); }, typed ? 150 : 0);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { limit = STEP; toAddress(true); show(true); }));
    more.addEventListener("click", () => {
      const before = limit;
      limit += STEP;
      show(false);
      const next = facts.filter((fact) => !fact.row.hidden)[before];
      if (next) next.row.querySelector("a").focus();
    });
    addEventListener("popstate", fromAddress);
    addEventListener("beforeprint", () => { limit = facts.length; show(false); });
    form.querySelector("[data-kanten]").open = matchMedia("(min-width: 56em)").matches;
    form.hidden = false;
    document.querySelector("[data-zonder-kiezer]").classList.add("na-kiezer");
    fromAddress();
  }
}
