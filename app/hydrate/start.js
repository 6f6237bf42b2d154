// Wakes the islands of a page. Pages that have any load it as a module, and tell it where the rest lies, because every
// file is served under the digest of its bytes:
//
//     <script type="module" id="islands" src="start….js" data-js="islands….js" data-wasm="islands_bg….wasm"></script>
//
// Without this file every island stays as the server drew it: plain links and forms that work.

const { js, wasm } = document.getElementById("islands").dataset;

// An island is a <leptos-island data-component="Name_123">: the compiled function of that name makes it live.
// What the page put inside an island stays as it is, in a <leptos-children>; but an island in there belongs to the
// outer one and is woken within it, for which the outer one has left a function.
async function wake(island, islands) {
  const component = islands[island.dataset.component];
  if (!component) {
    console.warn(`There is no island ${island.dataset.component} in ${js}: build the bundle and the server together.`);
    return;
  }
  island.closest("leptos-children")?.$$on_hydrate?.();
  await component(island);
}

// Nothing to wake, nothing to load.
const found = document.querySelectorAll("leptos-island");
if (found.length > 0) {
  const islands = await import(js);
  await islands.default({ module_or_path: wasm });
  islands.hydrate();
  // In the order of the document, so that an outer island is live before those in it. Waking one may remove another.
  for (const island of found) {
    if (island.isConnected) await wake(island, islands);
  }
}

// For tests and style sheets: everything on the page is live now.
document.documentElement.dataset.islands = "live";
