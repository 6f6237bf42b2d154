//! Where a request comes from: the address of the last hop that is not a trusted proxy.
//!
//! Forwarded headers are believed only from proxies that the operator named; what a client writes there itself is
//! never a key of anything. For IPv6 the /64 counts, because one household has that many addresses.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use http::HeaderMap;

/// The client as limits count it: an IPv4 address, or the /64 of an IPv6 one. Never stored or logged.
pub fn network(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    let mut client = peer.ip().to_canonical();
    let hops = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        if !trusted.contains(&client) {
            break;
        }
        match hop.parse::<IpAddr>() {
            Ok(address) => client = address.to_canonical(),
            Err(_) => break,
        }
    }
    prefix(client)
}

fn prefix(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let s = address.segments();
            Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0).to_string()
        }
    }
}

/// A coarse word for the browser: enough for its owner to know it again, too little to follow anybody.
pub fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(http::header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = find(&[
        ("Firefox/", "Firefox"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "a Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn from(peer: &str, forwarded: &[&'static str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(value));
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|address| address.parse().unwrap()).collect();
        network(SocketAddr::new(peer.parse().unwrap(), 1), &headers, &trusted)
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        for (peer, forwarded, trusted, client) in [
            ("203.0.113.9", vec!["1.1.1.1"], vec![], "203.0.113.9"),
            ("10.0.0.1", vec!["1.1.1.1, 203.0.113.9"], vec!["10.0.0.1"], "203.0.113.9"),
            ("10.0.0.1", vec!["1.1.1.1", "203.0.113.9, 10.0.0.2"], vec!["10.0.0.1", "10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", vec!["rubbish"], vec!["10.0.0.1"], "10.0.0.1"),
            ("10.0.0.1", vec![], vec!["10.0.0.1"], "10.0.0.1"),
            ("2001:db8:1:2:3:4:5:6", vec![], vec![], "2001:db8:1:2::"),
        ] {
            assert_eq!(from(peer, &forwarded, &trusted), client, "{peer} {forwarded:?}");
        }
    }
}
