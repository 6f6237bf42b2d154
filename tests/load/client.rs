//! A browser that costs little: one connection, cookies, nothing else.

use std::collections::BTreeMap;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// One connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    authority: String,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Where it leads, if it does.
    pub location: String,
    /// The body.
    pub body: Vec<u8>,
    /// The bytes of head and body.
    pub size: usize,
}

impl Client {
    /// Connects to `http://host:port`.
    pub async fn connect(address: &str) -> Result<Self, String> {
        let authority = address.trim_start_matches("http://").to_owned();
        let stream = TcpStream::connect(&authority).await.map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), authority, cookies: BTreeMap::new() })
    }

    /// Starts a survey.
    pub async fn begin(&mut self, survey: &str) -> Result<(), String> {
        let started = self.post(&format!("/s/{survey}/start"), "x=").await?;
        if started.status == 303 { Ok(()) } else { Err(format!("{survey} does not start: {}", started.status)) }
    }

    /// Signs in with a link of the demonstration.
    pub async fn sign_in(&mut self, link: &str) -> Result<(), String> {
        let path = link.split_once(&self.authority).map_or(link, |(_, path)| path).to_owned();
        let entered = self.post(&path, "x=").await?;
        if entered.status == 303 { Ok(()) } else { Err(format!("no way in: {}", entered.status)) }
    }

    /// The identifier of the running survey, from the list of surveys.
    pub async fn survey_id(&mut self) -> Result<String, String> {
        let list = self.get("/desk/inverclyde/surveys").await?;
        let html = String::from_utf8_lossy(&list.body).into_owned();
        let mut rest = html.as_str();
        while let Some((_, after)) = rest.split_once("/desk/surveys/") {
            let id: String = after.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect();
            let around: String = after.chars().take(200).collect();
            if id.len() == 36 && around.contains("How is it to live here?") {
                return Ok(id);
            }
            rest = after;
        }
        Err("the survey is not in the list".to_owned())
    }

    /// Gets a page as it is.
    pub async fn get(&mut self, path: &str) -> Result<Reply, String> {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "", "").await
    }

    /// Gets a page as small as the server makes it.
    pub async fn get_small(&mut self, path: &str) -> Result<Reply, String> {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "accept-encoding: br, gzip\r\n", "").await
    }

    /// Posts a form.
    pub async fn post(&mut self, path: &str, body: &str) -> Result<Reply, String> {
        let headers = format!(
            "content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nsec-fetch-site: same-origin\r\n",
            body.len()
        );
        self.send(&format!("POST {path} HTTP/1.1\r\n"), &headers, body).await
    }

    async fn send(&mut self, line: &str, headers: &str, body: &str) -> Result<Reply, String> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookie = if cookies.is_empty() { String::new() } else { format!("cookie: {}\r\n", cookies.join("; ")) };
        let request = format!("{line}host: {}\r\n{cookie}{headers}\r\n{body}", self.authority);
        self.stream.get_mut().write_all(request.as_bytes()).await.map_err(|error| error.to_string())?;
        self.read().await.map_err(|error| error.to_string())
    }

    async fn read(&mut self) -> std::io::Result<Reply> {
        let mut line = String::new();
        let mut size = self.stream.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let (mut length, mut chunked, mut location) = (0, false, String::new());
        loop {
            line.clear();
            size += self.stream.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().unwrap_or(0),
                "transfer-encoding" => chunked = value == "chunked",
                "location" => value.clone_into(&mut location),
                "set-cookie" => {
                    if let Some((name, value)) = value.split(';').next().and_then(|pair| pair.split_once('=')) {
                        self.cookies.insert(name.to_owned(), value.to_owned());
                    }
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        if chunked {
            self.read_chunks(&mut body).await?;
        } else {
            self.stream.read_exact(&mut body).await?;
        }
        size += body.len();
        Ok(Reply { status, location, body, size })
    }

    async fn read_chunks(&mut self, body: &mut Vec<u8>) -> std::io::Result<()> {
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line).await?;
            let length = usize::from_str_radix(line.trim_end(), 16).unwrap_or(0);
            let start = body.len();
            body.resize(start + length, 0);
            self.stream.read_exact(&mut body[start..]).await?;
            line.clear();
            self.stream.read_line(&mut line).await?;
            if length == 0 {
                return Ok(());
            }
        }
    }
}
