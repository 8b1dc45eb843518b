package dev.writ.agent;

import java.util.List;

class JvmProcessTest extends ProcessContract {
  @Override
  List<String> program() {
    return AgentProcess.JVM;
  }
}
