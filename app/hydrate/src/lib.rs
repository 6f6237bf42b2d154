//! What a browser loads: the islands of `app`, nothing else. Natively this package is empty.
//!
//! `cargo xtask bundle` builds it for `wasm32-unknown-unknown`. Beside it lies `start.js`, which loads the result and
//! calls [`hydrate`] once, then every island that it finds on the page.
#![cfg(target_arch = "wasm32")]

// Islands are exported functions of `app` that nothing here names: without this line the linker drops them all.
extern crate app;

/// Makes the page ready for its islands: starts the executor and the reactive owner that they share.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
