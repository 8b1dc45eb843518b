package dev.writ.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Git repository of authors, and the bare one that they push to; both made by Git itself. */
public final class GitUpstream {
  private final Path work;
  private final Path bare;

  private GitUpstream(Path work, Path bare) {
    this.work = work;
    this.bare = bare;
  }

  /** A repository with one commit that has a good policy set in it. */
  public static GitUpstream in(Path folder) throws IOException {
    var upstream = new GitUpstream(folder.resolve("work"), folder.resolve("policies.git"));
    Files.createDirectories(upstream.work);
    upstream.run(folder, "git", "init", "-q", "--bare", "-b", "main", upstream.bare.toString());
    upstream.git("init", "-q", "-b", "main");
    upstream.git("remote", "add", "origin", upstream.bare.toString());
    upstream.write("writ.yaml", "language: 1\nname: shop\n");
    upstream.push("first");
    return upstream;
  }

  /** The bare repository: what a server serves. */
  public Path bare() {
    return bare;
  }

  /** The authors' repository. */
  public Path work() {
    return work;
  }

  /** Writes a file into the authors' repository. */
  public void write(String name, String content) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Commits everything and pushes it; the commit's id. */
  public String push(String message, String... options) throws IOException {
    git("add", "-A");
    List<String> commit = new ArrayList<>(List.of("commit", "-q", "--allow-empty", "-m", message));
    commit.addAll(List.of(options));
    git(commit.toArray(String[]::new));
    git("push", "-q", "--force", "origin", "HEAD");
    return head();
  }

  /** The newest commit. */
  public String head() throws IOException {
    return git("rev-parse", "HEAD").strip();
  }

  /** Runs Git in the authors' repository; what it prints. */
  public String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
    command.addAll(List.of(arguments));
    return run(work, command.toArray(String[]::new));
  }

  /** Runs a command with nothing of the machine's configuration; what it prints. */
  public String run(Path folder, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + role + "_NAME", "Ann");
      builder.environment().put("GIT_" + role + "_EMAIL", "ann@shop.example");
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(List.of(command) + " failed: " + output);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return output;
  }

  /** Adds commits to the history, each with an edit, in one process and not in one each. */
  public void history(int commits) throws IOException {
    var stream = new StringBuilder();
    for (int i = 0; i < commits; i++) {
      stream.append("commit refs/heads/main\ncommitter Ann <ann@shop.example> ");
      stream.append(1_700_000_000 + i).append(" +0000\ndata 4\nedit\n");
      stream.append(i == 0 ? "from refs/heads/main^0\n" : "").append("M 644 inline notes.txt\n");
      String text = "edit " + i;
      stream.append("data ").append(text.length()).append('\n').append(text).append('\n');
    }
    Path file = Files.writeString(work.resolveSibling("stream"), stream);
    run(work, "sh", "-c", "git fast-import --quiet <" + file);
    git("reset", "-q", "--hard", "main");
    git("push", "-q", "origin", "main");
  }
}
