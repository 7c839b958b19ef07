#include "libs/testing/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace creditproof::testing {
namespace {

constexpr int kCannotExec = 127;  // as a shell says it

std::string ReadAll(int file) {
  std::string text;
  std::array<char, 65536> buffer;
  lseek(file, 0, SEEK_SET);
  for (ssize_t n; (n = read(file, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(n));
  }
  return text;
}

// In the child. Only calls that are safe after fork in a program with threads.
[[noreturn]] void Become(char* const* arguments, int out, int err) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(kCannotExec);
}

}  // namespace

Process::Process(std::vector<std::string> command)
    : out_(memfd_create("out", MFD_CLOEXEC)),
      err_(memfd_create("err", MFD_CLOEXEC)) {
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) Become(arguments.data(), out_, err_);
  if (pid_ < 0) std::abort();
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)),
      out_(std::exchange(other.out_, -1)),
      err_(std::exchange(other.err_, -1)),
      ended_(std::move(other.ended_)) {}

Process::~Process() {
  if (pid_ == 0) return;
  Signal(SIGKILL);
  Wait();
  close(out_);
  close(err_);
}

bool Process::Running() {
  int wait_status = 0;
  if (!ended_ && waitpid(pid_, &wait_status, WNOHANG) == pid_) {
    Collect(wait_status);
  }
  return !ended_;
}

void Process::Signal(int signal) {
  if (Running()) kill(pid_, signal);
}

const Ended& Process::Wait() {
  int wait_status = 0;
  if (!ended_ && waitpid(pid_, &wait_status, 0) == pid_) Collect(wait_status);
  return *ended_;
}

bool Process::EndsWithin(absl::Duration patience) {
  if (!Running()) return true;
  pollfd end{static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)), POLLIN, 0};
  poll(&end, 1, static_cast<int>(absl::ToInt64Milliseconds(patience)));
  close(end.fd);
  return !Running();
}

void Process::Collect(int wait_status) {
  const int exit_status =
      WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1;
  ended_ = Ended{exit_status, ReadAll(out_), ReadAll(err_)};
}

Ended Run(std::vector<std::string> command) {
  return Process(std::move(command)).Wait();
}

}  // namespace creditproof::testing
