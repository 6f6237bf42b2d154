fn main() {
    let html = app::render(|| app::Hello(app::HelloProps{name:"Ann <x>".into(), n:4}));
    println!("{html}");
    let t = std::time::Instant::now(); let mut l=0;
    for _ in 0..10000 { l += app::render(|| app::Hello(app::HelloProps{name:"Ann".into(), n:60})).len(); }
    println!("{:?} per page {} bytes", t.elapsed()/10000, l/10000);
}
