//! What the HTML of a page may hold: no style or script of its own, and nothing that is loaded from elsewhere.

use crate::harness::{Page, html::tags};

/// Fails unless a page loads only what is ours, and a script only with the nonce of its answer.
#[track_caller]
pub fn is_clean(page: &Page, nonce: Option<&str>) {
    for tag in tags(&page.html) {
        let about = || format!("<{}> at {}", tag.source, page.path);
        assert!(tag.name != "style" && tag.name != "base" && tag.name != "iframe", "{}", about());
        if tag.name == "script" {
            assert!(nonce.is_some() && tag.value("nonce") == nonce, "{}", about());
        }
        for (name, value) in &tag.attributes {
            assert!(name != "style" && !name.starts_with("on"), "{}", about());
            let loads = ["src", "srcset", "action", "formaction", "poster", "data", "xlink:href"]
                .contains(&name.as_str())
                || (name == "href" && tag.name != "a");
            let ours = value.starts_with('#') || (value.starts_with('/') && !value.starts_with("//"));
            assert!(!loads || ours || value.is_empty(), "{}", about());
            let scheme = value.trim_start().to_ascii_lowercase();
            assert!(
                name != "href" || !(scheme.starts_with("javascript:") || scheme.starts_with("data:")),
                "{}",
                about()
            );
            let leaves = name == "href" && (value.starts_with("//") || value.starts_with("http"));
            assert!(!leaves, "{} leads to another site", about());
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;

    fn page(html: &str) -> Page {
        let html = html.to_owned();
        let (headers, path) = (HeaderMap::new(), "/".to_owned());
        Page { status: StatusCode::OK, path, headers, bytes: Vec::new(), html }
    }

    #[test]
    fn what_is_not_ours_is_found() {
        let is_refused = |html: &str| std::panic::catch_unwind(|| is_clean(&page(html), Some("n"))).is_err();
        for bad in [
            "<p style=\"color:red\">",
            "<style>p{}</style>",
            "<p onclick=\"x()\">",
            "<script>x()</script>",
            "<script nonce=\"m\" src=\"/a.js\"></script>",
            "<img src=\"https://evil.example/a.png\">",
            "<link rel=stylesheet href=//evil.example/a.css>",
            "<form action=\"http://evil.example\">",
            "<a href=\"javascript:x()\">",
            "<iframe src=\"/\">",
        ] {
            assert!(is_refused(bad), "{bad}");
        }
        for good in
            ["<p title=\"a > b\">", "<script nonce=\"n\" src=\"/a.js\"></script>", "<a href=\"#x\">", "<img src=/a>"]
        {
            assert!(!is_refused(good), "{good}");
        }
    }
}
