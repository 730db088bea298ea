#!/usr/bin/env python3
"""run.py PROGRAM [ROUNDS [SEED]]: kills the editor (SIGKILL) at random moments of typing, committing, undoing and redoing.

Each round opens the same field of one site in a pseudo terminal, types a word of its own, perhaps commits it, and kills the
program up to 1.6 s later, or at once. Then: the store is sound (`doctor`), every key typed more than a second before the kill is
in the text or in the draft, a draft is gone on with by the next round, and undo and redo of an earlier, killed editor's step work.
Standard library only. Exit 1 where anything of that does not hold."""
import fcntl, json, os, pty, random, select, shutil, signal, sqlite3, string, struct, subprocess, sys, tempfile, termios, time

PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
RANDOM = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
HOME = tempfile.mkdtemp(prefix="pagemagic-kills-")
KEY = "hero.title"
ENVIRONMENT = dict(os.environ, PAGEMAGIC_HOME=HOME, TERM="xterm-256color", COLORTERM="truecolor")


def command(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=ENVIRONMENT)
    return done.returncode, done.stdout, done.stderr


def text():
    return command("text", SITE, KEY)[1]


def draft():
    store = sqlite3.connect(f"file:{HOME}/data/pagemagic.sqlite?mode=ro", uri=True)
    rows = store.execute("SELECT value FROM drafts WHERE cancelled = 0").fetchall()
    store.close()
    return rows[0][0] if rows else None


def editor():
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, "open", SITE, "--at", KEY], ENVIRONMENT)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    return child, terminal


def drain(terminal, seconds):
    end = time.time() + seconds
    while time.time() < end:
        if select.select([terminal], [], [], 0.005)[0]:
            try:
                os.read(terminal, 65536)
            except OSError:
                return


def press(terminal, keys, seconds):
    os.write(terminal, keys)
    drain(terminal, seconds)


def undo_and_redo(terminal, has_step):
    """The step of an editor that was killed goes back, and comes again."""
    before = text()
    press(terminal, b"\x1a", 1.3)
    between = text()
    press(terminal, b"\x19", 1.3)
    if between == before and has_step:
        return False, ["undo did nothing"]
    return between != before, [] if text() == before else ["redo did not bring it back"]


SITE = json.loads(command("new", "a vegan bakery", "--seed", "1", "--json")[1])["id"]
bad, ages, resumed, undone, commits, is_open = [], [], 0, 0, 0, False
for number in range(ROUNDS):
    child, terminal = editor()
    drain(terminal, 1.2 if number else 2)
    resumed += is_open
    mode = RANDOM.choice(["type", "type", "commit", "commit", "undo", "at once"])
    if mode == "undo" and not is_open:
        worked, faults = undo_and_redo(terminal, commits > 0)
        undone += worked
        bad += [(number, fault) for fault in faults]
    if not is_open:
        press(terminal, b"\r", 0.25)
    press(terminal, b"\x1b[F", 0.05)
    word = f"k{number}" + "".join(RANDOM.choices(string.ascii_lowercase, k=RANDOM.randint(5, 60))) + " "
    typed = []
    for letter in word:
        typed.append((time.time(), letter))
        press(terminal, letter.encode(), RANDOM.choice([0.005, 0.02, 0.04]))
    if mode == "commit":
        os.write(terminal, b"\r")
    drain(terminal, 0 if mode == "at once" else RANDOM.uniform(0, 1.6))
    killed = time.time()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)

    left = draft()
    there = (left or "") + "\n" + text()
    kept = len(word)
    while kept and word[:kept].rstrip() not in there:
        kept -= 1
    safe = sum(when < killed - 1 for when, _ in typed)
    if kept < len(word[:safe].rstrip()):
        bad.append((number, mode, "lost", word[kept:safe]))
    ages.append(max([killed - when for when, letter in typed[kept:] if letter != " "], default=0))
    is_open = left is not None
    commits += mode == "commit" and not is_open
    code, found, _ = command("doctor")
    if code:
        bad.append((number, "doctor", found))
shutil.rmtree(HOME)
print(
    f"{ROUNDS} kills: {len(bad)} faults; the oldest key lost was typed {max(ages):.2f} s before; "
    f"{resumed} drafts gone on with, {undone} steps of killed editors undone and redone, {commits} commits"
)
for fault in bad:
    print(fault)
sys.exit(1 if bad else 0)
