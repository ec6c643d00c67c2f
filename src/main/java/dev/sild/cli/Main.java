package dev.sild.cli;

/** The entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code arguments} name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    int code = run(console, arguments);
    console.out().flush();
    console.err().flush();
    if (console.out().checkError() && code == ExitCode.OK) {
      code = ExitCode.FAILED;
    }
    System.exit(code);
  }

  /**
   * Runs the command that {@code arguments} name.
   *
   * @return its exit code, see {@link ExitCode}
   */
  public static int run(Console console, String... arguments) {
    return Commands.line(console).execute(arguments);
  }
}
