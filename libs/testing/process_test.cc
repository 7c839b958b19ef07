#include "libs/testing/process.h"

#include <signal.h>

#include <catch2/catch.hpp>

namespace creditproof::testing {
namespace {

TEST_CASE("A program's end, output and errors come back") {
  const Ended ended =
      Run({"/bin/sh", "-c", "echo answer; echo trouble >&2; exit 3"});
  CHECK(ended.exit_status == 3);
  CHECK(ended.out == "answer\n");
  CHECK(ended.err == "trouble\n");
}

TEST_CASE("Arguments reach a program as they are") {
  CHECK(Run({"/bin/echo", "a  b", "$HOME"}).out == "a  b $HOME\n");
}

TEST_CASE("A killed program has no exit status") {
  Process process({"/bin/sleep", "1000"});
  CHECK(process.Running());
  process.Signal(SIGKILL);
  CHECK(process.Wait().exit_status == -1);
  CHECK_FALSE(process.Running());
}

TEST_CASE("A program that hangs is not waited for") {
  Process process({"/bin/sleep", "1000"});
  CHECK_FALSE(process.EndsWithin(absl::Milliseconds(1)));
  process.Signal(SIGKILL);
  CHECK(process.EndsWithin(absl::Minutes(1)));
  CHECK(process.EndsWithin(absl::ZeroDuration()));
}

TEST_CASE("A program that is not there ends with 127") {
  CHECK(Run({"/no/such/program"}).exit_status == 127);
}

}  // namespace
}  // namespace creditproof::testing
