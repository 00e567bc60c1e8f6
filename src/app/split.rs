//! What `wasm_split` calls to have a part of the page loaded, in place of its own crate, which would weigh
//! more than a view. The script that loads is `xtask/src/later.js`.

pub(super) use super::later::NotLoaded as SplitLoaderError;

/// Under the names by which the macro calls it.
pub(super) mod rt {
    use super::SplitLoaderError;
    use std::pin::Pin;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        /// Resolves when the part `later` is there, at once if it was before.
        #[wasm_bindgen(catch)]
        async fn load_later() -> Result<JsValue, JsValue>;
    }

    /// What the macro's own loader would be called back by; ours is a promise.
    pub(crate) type LoadCallbackFn = usize;

    /// The part `later`.
    pub(crate) struct LazySplitLoader;

    impl LazySplitLoader {
        /// Has no use for the loader that the macro declares.
        pub(crate) const fn new<F: Copy>(_: F) -> Self {
            Self
        }
    }

    /// Loads the part, unless it is there.
    pub(crate) async fn ensure_loaded(_: Pin<&LazySplitLoader>) -> Result<(), SplitLoaderError> {
        load_later().await.map(drop).map_err(|_| SplitLoaderError)
    }
}
