#!/usr/bin/env python3
"""run.py PROGRAM [FOLDER…]: the web preview in a real browser (chromium, headless, no network).

Makes a site, or imports each FOLDER, serves it with `preview --serve 0`, and looks at it: what is served is what `export
--format site` writes, but for the policy's place and the script that loads it again; every page loads without a console error
and without a violation of its policy; a text set by another process, and one typed in the editor in a pseudo terminal, is on
the page within a second, with the page scrolled as it was; SIGINT ends the server with 0.
Standard library only; chromium is driven over its own pipe. Without chromium it says so and ends with 0. Exit 1 where
anything of that does not hold."""
import fcntl, http.client, json, os, pty, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time
import urllib.parse

PROGRAM = os.path.abspath(sys.argv[1])
FOLDERS = sys.argv[2:]
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
HOME = tempfile.mkdtemp(prefix="pagemagic-browser-")
ENVIRONMENT = dict(os.environ, PAGEMAGIC_HOME=HOME + "/home", TERM="xterm-256color", COLORTERM="truecolor")
KEY = "menu.title"
FAULTS = []


def check(holds, words):
    print(("ok   " if holds else "FAIL ") + words)
    if not holds:
        FAULTS.append(words)


def command(*arguments, given=None):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=ENVIRONMENT, input=given)
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr}")
    return done.stdout


class Browser:
    """Chromium over --remote-debugging-pipe: JSON, each message ended by a zero byte (DevTools protocol)."""

    def __init__(self):
        (read_commands, self.out), (self.answers, write_answers) = os.pipe(), os.pipe()
        # Where the ends may be 3 and 4 already, moving them must not close what is moved later.
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 100) for end in (read_commands, write_answers)]

        def take():
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
                     "--window-size=1200,800", "--user-data-dir=" + HOME + "/profile", "about:blank"]
        self.process = subprocess.Popen([CHROMIUM, *arguments], preexec_fn=take, pass_fds=(3, 4),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in (read_commands, write_answers, *high):
            os.close(end)
        self.number, self.buffer, self.events, self.session = 0, b"", [], None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.ask(domain + ".enable")

    def message(self, seconds):
        """The next message; None after so long."""
        end = time.monotonic() + seconds
        while b"\0" not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.answers], [], [], left)[0]:
                return None
            bytes = os.read(self.answers, 1 << 20)
            if not bytes:
                raise SystemExit("chromium ended")
            self.buffer += bytes
        one, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(one)

    def ask(self, method, **params):
        self.number += 1
        number = self.number
        request = {"id": number, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while (message := self.message(30)) is not None:
            if message.get("id") == number:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)
        raise SystemExit(f"{method}: no answer")

    def wait(self, method, seconds):
        """Whether such an event came, of those not looked at yet."""
        while True:
            for place, event in enumerate(self.events):
                if event.get("method") == method:
                    self.complaints_before += complaints(self.events[:place + 1])
                    del self.events[:place + 1]
                    return True
            start = time.monotonic()
            message = self.message(seconds)
            if message is None:
                return False
            seconds -= time.monotonic() - start
            self.events.append(message)

    complaints_before = []

    def visit(self, url):
        self.ask("Page.navigate", url=url)
        loaded = self.wait("Page.loadEventFired", 20)
        return loaded

    def value(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return result["result"].get("value")

    def resting(self, expression):
        """The value once it has stayed for 0.3 s: a page may scroll smoothly."""
        last, since, end = None, 0, time.monotonic() + 5
        while time.monotonic() < end:
            now = self.value(expression)
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() > since + 0.3:
                return now
            time.sleep(0.02)
        return last

    def complaints(self):
        """What was complained of since this was asked last."""
        self.value("1")
        found = self.complaints_before + complaints(self.events)
        self.complaints_before, self.events = [], []
        return found

    def end(self):
        self.process.kill()
        self.process.wait()


def complaints(events):
    found = []
    for event in events:
        params = event.get("params", {})
        if event.get("method") == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            found.append(params["entry"]["text"] + " " + params["entry"].get("url", ""))
        elif event.get("method") == "Runtime.exceptionThrown":
            found.append(params["exceptionDetails"]["text"])
        elif event.get("method") == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            found.append(str(params["args"]))
        elif event.get("method") == "Audits.issueAdded" and "ContentSecurityPolicy" in params["issue"]["code"]:
            found.append(json.dumps(params["issue"]["details"])[:300])
    return found


class Server:
    def __init__(self, site):
        self.process = subprocess.Popen([PROGRAM, "preview", site, "--serve", "0", "--json"], env=ENVIRONMENT,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        answer = json.loads(self.process.stdout.readline())
        self.url, self.port = answer["address"], answer["port"]
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def end(self):
        self.process.send_signal(signal.SIGINT)
        start = time.monotonic()
        return self.process.wait(10), time.monotonic() - start


def published(site):
    folder = tempfile.mkdtemp(dir=HOME)
    command("export", site, folder, "--format", "site")
    files = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            files[os.path.relpath(path, folder)] = open(path, "rb").read()
    return files


def holds_the_published_form(server, site):
    """Byte for byte, but for the policy's element, in whose place the script stands."""
    for path, bytes in sorted(published(site).items()):
        status, headers, served = server.get("/" + urllib.parse.quote(path))
        if path.endswith(".html"):
            start = bytes.index(b"<meta http-equiv=\"Content-Security-Policy\"")
            end = bytes.index(b">", start) + 1
            script = served[start:served.index(b"</script>", start) + 9]
            served = served[:start] + bytes[start:end] + served[start + len(script):]
            own = dict(part.split(" ", 1) for part in bytes[start:end].split(b'"')[3].decode().split("; "))
            sent = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
            differing = {name for name in own.keys() | sent.keys() if own.get(name) != sent.get(name)}
            check(script.startswith(b"<script src=\"/.pagemagic/reload.js\"")
                  and differing == {"script-src", "connect-src", "frame-ancestors"},
                  f"{path}: the policy is the published one but for the script ({', '.join(sorted(differing))})")
        check(status == 200 and served == bytes, f"{path}: served as published")


def follows(browser, server, words, change):
    """Makes a change; whether the page has the words within a second, scrolled as it was."""
    browser.value("window.scrollTo({top: 300, behavior: 'instant'})")
    before = browser.resting("window.scrollY")
    time.sleep(1)
    browser.complaints()
    start = time.monotonic()
    change()
    changed = time.monotonic()
    while time.monotonic() < start + 10:
        if browser.wait("Page.loadEventFired", 0.5) and words in (browser.value("document.body.innerText") or ""):
            break
    late = time.monotonic() - changed
    after = browser.resting("window.scrollY")
    check(words in browser.value("document.body.innerText"), f"the page says “{words}”")
    check(late < 1, f"… {late:.2f} s after the change was made")
    check(before == after and before > 0, f"… scrolled as it was: {before} px, {after} px")
    complained = browser.complaints()
    check(not complained, f"… without a complaint {complained or ''}")


def type_in_editor(site, key, words):
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, "open", site, "--at", key], ENVIRONMENT)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def press(keys, seconds):
        os.write(terminal, keys)
        drain(seconds)

    def drain(seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.005)[0]:
                os.read(terminal, 65536)

    drain(2)
    press(b"\r", 0.3)
    press(b"\x1b[F", 0.1)
    press(words.encode(), 0.3)

    def commit():
        os.write(terminal, b"\r")
        drain(0.02)

    def leave():
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)

    return commit, leave


def looks_well(browser, server, lacks=()):
    """Every page; `lacks` are complaints about what the imported folder lacks or names elsewhere."""
    status, _, bytes = server.get("/there-is-no-such-page")
    pages = [part.split(b'"')[0].decode() for part in bytes.split(b'<li><a href="')[1:]]
    check(status == 404 and len(pages) > 0, f"a page that is not there lists those that are: {len(pages)}")
    for page in pages:
        browser.complaints()
        loaded = browser.visit(server.url[:-1] + page)
        time.sleep(0.3)
        complained = [words for words in browser.complaints() if not any(lack in words for lack in lacks)]
        check(loaded and not complained, f"{page}: no console error, no violation {complained or ''}")


if not CHROMIUM:
    print("chromium is not installed: the web preview was not looked at in a browser")
    sys.exit(0)
browser = Browser()
try:
    site = json.loads(command("new", "a vegan bakery", "--seed", "1", "--json"))["id"]
    server = Server(site)
    holds_the_published_form(server, site)
    looks_well(browser, server)
    check(browser.visit(server.url), "the first page loads")
    # A text below the window: what the browser does with the place where it was scrolled when words above it take more
    # lines is its own matter.
    follows(browser, server, "Set by a command", lambda: command("text", site, KEY, "Set by a command"))
    commit, leave = type_in_editor(site, KEY, ", typed in the editor")
    follows(browser, server, "Set by a command, typed in the editor", commit)
    leave()
    check(not browser.wait("Page.loadEventFired", 1), "without a change nothing loads again")
    status, seconds = server.end()
    check(status == 0 and seconds < 1, f"SIGINT ends it with {status} after {seconds:.2f} s, a page being open")
    for folder in FOLDERS:
        imported = json.loads(command("import", folder, "--json"))["id"]
        server = Server(imported)
        print(folder)
        holds_the_published_form(server, imported)
        looks_well(browser, server, ("status of 404", "net::ERR_"))
        browser.visit("about:blank")
        server.end()
finally:
    browser.end()
    shutil.rmtree(HOME, ignore_errors=True)
print(f"{len(FAULTS)} faults")
sys.exit(1 if FAULTS else 0)
