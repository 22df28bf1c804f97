// Only while somebody edits (infobox serve): loads the page again when another site was built, and shows what is wrong.
"use strict";

(() => {
  const version = document.currentScript.dataset.versie;
  let box = null;
  let told = "";

  function line(parent, tag, text) {
    const element = document.createElement(tag);
    element.textContent = text; // data: never read as HTML
    parent.append(element);
    return element;
  }

  function show(state) {
    const now = JSON.stringify([state.fouten, state.storing]);
    if (now === told) return;
    told = now;
    box?.remove();
    box = null;
    if (!state.fouten.length && !state.storing) return;
    box = document.createElement("section");
    box.id = "bewerken";
    box.setAttribute("role", "alert");
    const number = state.fouten.length;
    line(box, "h2", number ? `${number} ${number === 1 ? "fout" : "fouten"}: hieronder staat de laatste goede site` : "De site is niet gebouwd");
    if (state.storing) line(box, "p", state.storing);
    const list = document.createElement("ul");
    for (const fault of state.fouten) {
      const item = line(list, "li", "");
      line(item, "strong", `${fault.path}, regel ${fault.line}`);
      line(item, "p", `${fault.message}.`);
      line(item, "p", `Wat te doen: ${fault.hint}.`);
    }
    box.append(list);
    document.body.append(box);
  }

  async function look() {
    try {
      const answer = await fetch("/.bewerken/stand.json", { cache: "no-store" });
      const state = await answer.json();
      if (state.versie !== version) {
        location.reload();
        return;
      }
      show(state);
    } catch {
      // The server ended; when it is started again, the page goes on.
    }
    setTimeout(look, document.hidden ? 2000 : 50);
  }

  look();
})();
