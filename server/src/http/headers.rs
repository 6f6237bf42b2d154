//! The headers that every answer carries, whatever its status.

use app::routes::Policy;
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Sets the headers of an answer under this policy.
pub fn set(headers: &mut HeaderMap, policy: Policy, nonce: Option<&str>, secure: bool) {
    let fixed: [(HeaderName, &'static str); 6] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not no-referrer: that would turn the Origin of our own forms into "null".
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if secure {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    if let Ok(value) = HeaderValue::from_str(&content_security_policy(policy, nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn content_security_policy(policy: Policy, nonce: Option<&str>) -> String {
    if policy == Policy::Data {
        // A file that a browser shows by itself may do nothing at all: no script, no form, no origin.
        return "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned();
    }
    let script = match (policy, nonce) {
        (Policy::Islands, Some(nonce)) => format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
        _ => "'none'".to_owned(),
    };
    let connect = if policy == Policy::Islands { "'self'" } else { "'none'" };
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src {connect}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    )
}
