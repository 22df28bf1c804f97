// Leads a choice of two lists to the page of that pair: its address is the choice, so it can be shared and gone back to.
{
  const form = document.querySelector("[data-vergelijken]");
  if (form) {
    const state = form.querySelector("[data-stand]");
    const known = (name) => Boolean(name) && [...form.elements.links.options].some((option) => option.value === name);
    const file = form.action.endsWith("/index.html") ? "index.html" : ""; // on a disk a folder is no page
    const pair = (left, right) => new URL(`${left}/${right}/${file}`, form.action).href;

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { links, rechts } = form.elements;
      if (links.value === rechts.value) state.textContent = "Dit is twee keer dezelfde lijst. Kies een andere ernaast.";
      else location.assign(pair(links.value, rechts.value));
    });

    const asked = new URL(location.href).searchParams;
    const [left, right] = [asked.get("links"), asked.get("rechts")];
    if (left !== null && right !== null) {
      if (known(left) && known(right) && left !== right) location.replace(pair(left, right));
      else state.textContent = "Die twee lijsten zijn er niet. Kies er twee hieronder.";
    }
    form.hidden = false;
  }
}
