// The code to show a piece of this site elsewhere, for what was chosen. Without this script the page says how to make it.
(() => {
  "use strict";
  const form = document.querySelector("[data-inbedden]");
  if (!form) return;
  const what = document.getElementById("inbed-wat");
  const height = document.getElementById("inbed-hoogte");
  const code = document.getElementById("inbed-code");
  const look = document.querySelector("#inbed-kijk a");
  const name = form.dataset.site;
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  const folder = new URL(form.dataset.map, document.baseURI);
  const own = new URL(form.dataset.inbedden || folder);

  const show = () => {
    const { value, text } = what.selectedOptions[0];
    code.textContent =
      `<iframe src="${new URL(`${value}/`, own)}" title="${escaped(`${text} (${name})`)}" width="100%" height="${height.value}" ` +
      `loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
    look.href = new URL(`${value}/`, folder);
    look.textContent = `Bekijk hoe het eruitziet: ${text}`;
  };

  const asked = new URLSearchParams(location.search).get("wat");
  const option = [...what.options].find((one) => one.value === asked);
  if (option) option.selected = true;
  what.addEventListener("change", show);
  height.addEventListener("change", show);
  form.hidden = false;
  show();
})();
