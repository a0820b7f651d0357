//! A real nginx over a folder, with the configuration that the documentation gives (`docs/hosting/nginx.conf`): a
//! process of its own on this machine, with its own folder, that ends with its value. It is no service of the system.
//!
//! Debian's package is unpacked into `target/tools` and not installed, because installing it would start it.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use xshell::{Shell, cmd};

use crate::serve::NOTHING;
use crate::{root, say, setup, target};

/// The server, and the module that sends Brotli.
const PACKAGES: [&str; 2] = ["nginx", "libnginx-mod-http-brotli-static"];

/// How long it may take to listen, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// An nginx: from `NGINX_PROGRAM`, the system's, or unpacked from Debian's packages.
pub fn program(shell: &Shell) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    say("unpacking nginx into target/tools");
    if let Err(error) = unpack(shell) {
        bail!(
            "tests against nginx need one ({error:#}): install it and put it on the path, or name it in NGINX_PROGRAM"
        );
    }
    find().context("apt-get ran, and yet there is no nginx")
}

/// The nginx that is there already.
pub fn find() -> Option<PathBuf> {
    // `NGINX` is a variable of its own.
    let named = env::var_os("NGINX_PROGRAM").map(PathBuf::from);
    // Debian's place for it is on the path of the superuser alone.
    let known = ["/usr/sbin/nginx".into(), unpacked().join("usr/sbin/nginx")];
    named.into_iter().chain(setup::on_path("nginx")).chain(known).find(|path| path.is_file())
}

fn unpacked() -> PathBuf {
    target().join("tools/nginx")
}

fn unpack(shell: &Shell) -> Result<()> {
    let folder = unpacked();
    shell.create_dir(&folder)?;
    let _inside = shell.push_dir(&folder);
    let download = || cmd!(shell, "apt-get -q download {PACKAGES...}").run();
    if download().is_err() {
        setup::apt_update(shell)?;
        download()?;
    }
    for package in shell.read_dir(&folder)? {
        if package.extension().is_some_and(|kind| kind == "deb") {
            cmd!(shell, "dpkg-deb -x {package} {folder}").run()?;
            shell.remove_path(package)?;
        }
    }
    Ok(())
}

/// A running server.
#[derive(Debug)]
pub struct Nginx {
    child: Child,
    /// Where it listens, on this machine.
    pub port: u16,
    _folder: tempfile::TempDir,
}

impl Nginx {
    /// Serves `dir` under `path` (it begins and ends with `/`), with the script `empty` empty; port 0 is any.
    pub fn start(program: &Path, dir: &Path, path: &str, port: u16, empty: Option<&str>) -> Result<Self> {
        let begin = Instant::now();
        loop {
            // It cannot say which port it has found, so it is told one that was free a moment ago.
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?.local_addr()?.port();
            let mut server = Self::spawn(program, dir, path, port, empty)?;
            let running = loop {
                if server.child.try_wait()?.is_some() {
                    break false;
                }
                if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                    break true;
                }
                ensure!(begin.elapsed() < PATIENCE, "nginx does not listen");
                thread::sleep(Duration::from_millis(5));
            };
            if running {
                return Ok(server);
            }
            // Another has taken the port, or the configuration is wrong: it has said so.
            ensure!(begin.elapsed() < PATIENCE, "nginx does not start");
        }
    }

    fn spawn(program: &Path, dir: &Path, path: &str, port: u16, empty: Option<&str>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("nginx.conf");
        fs::write(&file, configuration(program, folder.path(), dir, path, port, empty)?)?;
        let child = Command::new(program)
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&file)
            .args(["-e", "stderr"])
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| program.display().to_string())?;
        Ok(Self { child, port, _folder: folder })
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It has nothing to put in order.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The documented configuration with another place and port, in a frame for a process without a master.
fn configuration(program: &Path, own: &Path, dir: &Path, path: &str, port: u16, empty: Option<&str>) -> Result<String> {
    let example = root().join("docs/hosting/nginx.conf");
    let mut site = fs::read_to_string(&example).with_context(|| example.display().to_string())?;
    let mut put = |old: &str, new: &str| -> Result<()> {
        ensure!(site.contains(old), "{} has no “{old}”", example.display());
        site = site.replace(old, new);
        Ok(())
    };
    put("listen 80;", &format!("listen 127.0.0.1:{port};"))?;
    put("alias /srv/meipi/;", &format!("alias {}/;", dir.display()))?;
    put("location /meipi/ ", &format!("location {path} "))?;
    let brotli = brotli(program);
    if brotli.is_some() {
        put("# brotli_static on;", "brotli_static on;")?;
    }
    if let Some(file) = empty {
        put(
            "server_name example.org;",
            &format!("location = {path}{file} {{ default_type text/javascript; return 200 '{NOTHING}'; }}"),
        )?;
    }
    let module = brotli.map(|module| format!("load_module {};\n", module.display())).unwrap_or_default();
    let own = own.display();
    let folders =
        ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"].map(|of| format!("{of}_temp_path {own}/{of};\n"));
    Ok(format!(
        "{module}daemon off;\nmaster_process off;\npid {own}/pid;\nerror_log stderr error;\n\
         events {{}}\nhttp {{\naccess_log off;\n{}{site}}}\n",
        folders.concat()
    ))
}

/// The module for Brotli that lies with a program in `…/usr/sbin`, where there is one.
pub fn brotli(program: &Path) -> Option<PathBuf> {
    let usr = program.parent()?.parent()?;
    Some(usr.join("lib/nginx/modules/ngx_http_brotli_static_module.so")).filter(|module| module.is_file())
}
