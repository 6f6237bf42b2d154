// Wakes the islands of a page. Loaded as a module by pages that have any, and only by those:
//
//     <script type="module" src="/…/start.js"></script>
//
// `islands.js` and `islands_bg.wasm` lie in the same folder, so the page says nothing about their addresses. Without
// this file every island stays as the server drew it: a page that works with plain links and forms.

import load, * as islands from "./islands.js";

// An island is a <leptos-island data-component="Name_123">: the compiled function of that name makes it live.
// What the page put inside an island stays as it is, in a <leptos-children>; but an island in there belongs to the
// outer one and must be woken within it, which the outer one left a function for.
async function wake(island) {
  const component = islands[island.dataset.component];
  if (!component) {
    console.warn(`The island ${island.dataset.component} is not in islands.js: was the bundle built before the server?`);
    return;
  }
  island.closest("leptos-children")?.$$on_hydrate?.();
  await component(island);
}

await load({ module_or_path: new URL("islands_bg.wasm", import.meta.url) });
islands.hydrate();

// In the order of the document, so that an outer island is live before those in it.
for (const island of document.querySelectorAll("leptos-island")) {
  if (island.isConnected) await wake(island);
}

// For tests and style sheets: everything on the page is live now.
document.documentElement.dataset.islands = "live";
