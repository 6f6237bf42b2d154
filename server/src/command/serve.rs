//! `folkmoot serve` and `folkmoot work`.

use std::{process::ExitCode, sync::Arc};

use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use super::{Outcome, say};
use crate::{
    cli::Serve,
    http::{self, assets::Files, flood::Flood, listen, state::Shared},
    installation::{self, Failure, Installation},
    settings::Settings,
    worker,
};

/// Serves the site until told to stop; what has begun is finished, what is acknowledged is durable.
pub async fn serve(mut settings: Settings, options: Serve) -> Outcome {
    log();
    if let Some(listen) = options.listen {
        settings.server.listen = listen;
        settings = settings.checked().map_err(|wrong| wrong.to_string())?;
    }
    let address = settings.server.listen;
    let listener = TcpListener::bind(address).await.map_err(|error| format!("cannot listen on {address}: {error}"))?;
    let origin = match settings.site.origin.as_str() {
        "" => format!("http://{}", listener.local_addr().map_err(|error| error.to_string())?),
        origin => origin.to_owned(),
    };
    installation::make_data_folder(&settings)?;
    let _held = installation::hold(&settings)?;
    let Installation { ctx, postman } = installation::open(&settings, origin.clone(), options.demonstration).await?;
    if ctx.site.demonstration {
        let prepared = service::demonstration::prepare(&ctx, &*postman).await;
        prepared.map_err(|error| format!("the demonstration cannot be prepared: {error}"))?;
    }
    let files = Arc::new(Files::load());
    let shared = shared(&settings, &ctx, &origin, &files);
    let site = http::site(&shared, files).map_err(|missing| format!("routes without a handler: {missing:?}"))?;
    let stop = CancellationToken::new();
    stop_on_signals(&stop)?;
    measure(&settings, &stop).await?;
    let working = settings.server.work.then(|| tokio::spawn(worker::work(ctx.clone(), postman, stop.clone())));
    let tidying = tokio::spawn({
        let shared = shared.clone();
        async move { shared.flood.tidy().await }
    });
    #[cfg(feature = "test-mode")]
    http::control::start(&ctx, &settings, &stop).await?;
    tell(&ctx, &listener, &origin)?;
    listen::serve(listener, site, settings.server.connections, stop).await;
    tidying.abort();
    if let Some(working) = working {
        working.await.map_err(|error| error.to_string())?;
    }
    ctx.store.main.close().await;
    ctx.store.answers.close().await;
    Ok(ExitCode::SUCCESS)
}

fn shared(settings: &Settings, ctx: &service::Context, origin: &str, files: &Files) -> Shared {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    let letters = settings.letters_in_folder().then(|| settings.data.folder.join("letters"));
    Shared {
        ctx: ctx.clone(),
        assets: Arc::new(files.addresses()),
        trusted_proxies: settings.server.trusted_proxies.clone().into(),
        secure: origin.starts_with("https://"),
        authority: authority.into(),
        flood: Arc::new(Flood::new(settings.server.requests_per_second)),
        letters: letters.map(Into::into),
    }
}

fn tell(ctx: &service::Context, listener: &TcpListener, origin: &str) -> Result<(), Failure> {
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    say(&format!("listening on http://{address}"));
    if ctx.site.demonstration {
        say("");
        say("Demonstration: everything in it is rehearsed.");
        say(&format!("  For everybody      {origin}/inverclyde"));
        for (who, link) in service::demonstration::links(ctx) {
            say(&format!("  As {who:<15} {link}"));
        }
        say("");
    }
    Ok(())
}

/// Only works: letters, counts, research files.
pub async fn work(settings: Settings) -> Outcome {
    log();
    if settings.embedded() {
        return Err(
            "folkmoot work is for PostgreSQL: with the embedded database folkmoot serve does the work".to_owned()
        );
    }
    let Installation { ctx, postman } = installation::open(&settings, super::origin(&settings), false).await?;
    let stop = CancellationToken::new();
    stop_on_signals(&stop)?;
    say("working");
    Box::pin(worker::work(ctx, postman, stop)).await;
    Ok(ExitCode::SUCCESS)
}

/// The log says what happened to the program, never who asked for what.
fn log() {
    let filter = EnvFilter::try_from_env("FOLKMOOT_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // A second call in one process (tests) keeps the first.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).json().try_init();
}

async fn measure(settings: &Settings, stop: &CancellationToken) -> Result<(), Failure> {
    let Some(address) = settings.server.metrics else { return Ok(()) };
    let handle = PrometheusBuilder::new().install_recorder().map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(address).await.map_err(|error| format!("cannot listen on {address}: {error}"))?;
    tokio::spawn(listen::serve(listener, http::metrics(handle), 16, stop.clone()));
    Ok(())
}

fn stop_on_signals(stop: &CancellationToken) -> Result<(), Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|error| error.to_string())?;
    let stop = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.cancel();
    });
    Ok(())
}
