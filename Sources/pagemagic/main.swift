// Arguments in, exit code out; everything else is EditorApp's.
import EditorApp
import Glibc

exit(Program.live().run(bytes: OwnProcess.arguments))
