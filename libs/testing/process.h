// Other programs, started and stopped by a test.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace creditproof::testing {

// How a program ended.
struct Ended {
  int exit_status;  // -1 when a signal ended it
  std::string out;  // all it wrote to standard output
  std::string err;  // and to standard error
};

// A program that runs, without a shell in between. It is killed when this
// object, or the thread that started it, ends before it does. Not thread-safe.
class Process {
 public:
  // `command` is the program's file and its arguments. Aborts when no process
  // can be made; a program that is not there ends with 127.
  explicit Process(std::vector<std::string> command);
  ~Process();
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;

  bool Running();
  pid_t pid() const { return pid_; }

  // Sends a signal, such as SIGKILL. Nothing happens when it has ended.
  void Signal(int signal);

  // Waits for the end. May be called again.
  const Ended& Wait();

  // Whether it ends within `patience`, which is finite.
  bool EndsWithin(absl::Duration patience);

 private:
  void Collect(int wait_status);

  pid_t pid_;
  int out_;  // files in memory
  int err_;
  std::optional<Ended> ended_;
};

// Runs a program to its end.
Ended Run(std::vector<std::string> command);

}  // namespace creditproof::testing
