"use strict";
/*
 * An answer of the search, shown in an element: danger first, then how many, the kinds, the results, and what to do when there are
 * none. It knows nothing of the page around it: `links` says where a result and another query lead, `choose` what follows a click.
 * Texts come in pieces and go in as text, so nothing from data or query becomes HTML.
 */
(() => {
  const PARTS = ["danger", "count", "kinds", "results", "more", "instead"];

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function link(href, ...children) {
    const made = element("a", "", ...children);
    made.href = href;
    return made;
  }

  const listed = (className, items) => element("ul", className, ...items.map((item) => element("li", "", item)));

  /** Pieces of text: every second one is a word that was found. */
  const pieces = (list) => list.map((text, at) => (at % 2 ? element("mark", "", text) : text));

  /** The numbers to call, each as one large thing to tap. */
  function numbers(list) {
    return listed("eerst__nummers", list.map(([title, number, digits]) => {
      const call = link(`tel:${digits}`, element("strong", "", number), " ", element("span", "", title));
      call.className = "bel";
      return call;
    }));
  }

  /** The parts of an answer in `target`, made once: what is read out must be there before it changes. */
  function parts(target) {
    if (!target.firstChild) {
      const [danger, count, kinds, results, more, instead] = PARTS.map((name) => element(name === "results" ? "ol" : name === "count" ? "p" : "div"));
      danger.className = "eerst";
      danger.setAttribute("role", "alert");
      count.className = "zoek-aantal";
      count.setAttribute("role", "status");
      kinds.className = "zoek-soorten";
      kinds.setAttribute("role", "group");
      kinds.setAttribute("aria-label", "Toon alleen");
      results.className = "zoek-resultaten";
      instead.className = "zoek-hulp";
      target.append(danger, count, kinds, results, more, instead);
    }
    return Object.fromEntries(PARTS.map((name, at) => [name, target.children[at]]));
  }

  function result(found, links) {
    const title = element("h2", "", link(links.page(found.path), ...pieces(found.name)));
    const entry = element("li", "", title, element("p", "zoek-soort", found.label));
    if (found.text.length) entry.append(element("p", "zoek-regels", ...pieces(found.text)));
    if (found.related.length) {
      const others = found.related.flatMap(({ path, title: name }, at) => [at ? ", " : "", link(links.page(path), name)]);
      entry.append(element("p", "zoek-verwant", "Helpt hierbij: ", ...others));
    }
    return entry;
  }

  /** A button for each kind, with how many there are; the chosen one is pressed. */
  function kinds({ counts }, { kind }, choose) {
    const total = counts.reduce((sum, [, number]) => sum + number, 0);
    return [["", "Alles", total], ...counts.map(([name, number]) => [name, name, number])].map(([value, name, number]) => {
      const button = element("button", "zoek-keus", `${name} `, element("span", "", String(number)));
      button.type = "button";
      button.dataset.kind = value;
      button.setAttribute("aria-pressed", String(value === (kind || "")));
      button.addEventListener("click", () => choose({ kind: value }));
      return button;
    });
  }

  function counted(answer) {
    const query = answer.query.trim();
    if (!query) return "";
    if (answer.failed) return "Zoeken lukt nu niet.";
    if (answer.busy) return "Er wordt nog gezocht …";
    const partly = answer.partly ? " Een deel van het zoekbestand kan niet worden geladen, dus er kan iets ontbreken. Probeer het later opnieuw." : "";
    if (!answer.total) return `Niets gevonden voor ‘${query.slice(0, 100)}’.${partly}`;
    return `${answer.total === 1 ? "1 resultaat" : `${answer.total} resultaten`}${partly && `.${partly}`}`;
  }

  /** What to do when nothing was found: call, another word, a kind to look through, a word to report. */
  function instead(answer, links) {
    if (answer.failed) return [element("p", "", "Het zoekbestand kan niet worden geladen. Probeer het later opnieuw. De nummers voor hulp staan bovenaan deze pagina.")];
    const found = [];
    if (!answer.danger) found.push(element("p", "", "Gaat het om gevaar of twijfel? Bellen kan altijd."), numbers(answer.numbers));
    if (answer.suggestions.length) {
      found.push(element("p", "", "Woorden die hierop lijken:"), listed("zoek-woorden", answer.suggestions.map((word) => link(links.query(word), word))));
    }
    found.push(element("p", "", "Probeer een ander of korter woord, of kijk bij:"), listed("zoek-verder", answer.browse.map(([title, path]) => link(links.page(path), title))));
    if (answer.missing) {
      found.push(element("p", "", link(answer.missing.replace("{}", encodeURIComponent(answer.query.trim().slice(0, 100))), "Mist u een woord? Meld het.")));
    }
    return found;
  }

  const keyOf = (held) => held.getAttribute("href") || held.dataset.kind;

  /** Shows an answer; `state` is {kind, most}: which kind is chosen, and how many results may be shown. */
  function render(target, answer, state, links, choose) {
    const into = parts(target);
    const held = target.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
    const fill = (name, shown, children) => {
      into[name].hidden = !shown;
      into[name].replaceChildren(...(shown ? children() : []));
    };
    const none = Boolean(answer.query.trim()) && !answer.total && !answer.busy;
    fill("danger", answer.danger, () => [element("p", "", "Is er nu gevaar? Bel meteen."), numbers(answer.numbers)]);
    into.count.textContent = counted(answer);
    fill("kinds", answer.counts.length > 1, () => kinds(answer, state, choose));
    fill("results", answer.results.length, () => answer.results.map((found) => result(found, links)));
    fill("more", answer.total > answer.results.length, () => {
      const button = element("button", "meer", "Toon meer");
      button.type = "button";
      button.addEventListener("click", () => choose({ more: answer.results.length }));
      return [button];
    });
    fill("instead", none, () => instead(answer, links));
    if (held !== undefined) [...target.querySelectorAll("a, button")].find((other) => keyOf(other) === held)?.focus();
  }

  self.searchView = { render };
})();
