#include "libs/base/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::base {
namespace {

// What `act` writes to standard error.
template <typename Act>
std::string Written(Act act) {
  const testing::TempDirectory directory;
  const auto file = directory.path() / "stderr";
  const int saved = dup(STDERR_FILENO);
  const int opened =
      open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  dup2(opened, STDERR_FILENO);
  act();
  dup2(saved, STDERR_FILENO);
  close(opened);
  close(saved);
  return ReadFile(file).value();
}

// What a line says of its one field.
std::string FieldOf(const std::string& value) {
  const std::string line = Written([&] {
    Log(Severity::kInfo, "e", {{"key", value}});
  });
  const std::vector<std::string> parts = absl::StrSplit(line, "\"key\":");
  return parts.at(1);
}

TEST_CASE("An event is one line of JSON") {
  const std::string line = Written([] {
    Log(Severity::kWarning, "disk nearly full", {{"free", "3"}, {"of", "9"}});
  });
  CHECK(absl::StartsWith(line, "{\"time\":\"20"));
  CHECK(absl::EndsWith(line,
                       "\"severity\":\"WARNING\",\"event\":\"disk nearly "
                       "full\",\"free\":\"3\",\"of\":\"9\"}\n"));
}

TEST_CASE("Whatever a value holds, the line stays JSON") {
  CHECK(FieldOf("a\"b\\c") == "\"a\\\"b\\\\c\"}\n");
  CHECK(FieldOf("a\nb\tc") == "\"a\\u000ab\\u0009c\"}\n");
  CHECK(FieldOf(std::string("\0", 1)) == "\"\\u0000\"}\n");
  CHECK(FieldOf("信用𠮷é") == "\"信用𠮷é\"}\n");
}

TEST_CASE("Bytes that are no UTF-8 are replaced one by one") {
  CHECK(FieldOf("a\xff\xfez") == "\"a\\ufffd\\ufffdz\"}\n");
  CHECK(FieldOf("\xe4\xbf") == "\"\\ufffd\\ufffd\"}\n");
  CHECK(FieldOf("\xc0\xaf") == "\"\\ufffd\\ufffd\"}\n");
  CHECK(FieldOf("\xed\xa0\x80") == "\"\\ufffd\\ufffd\\ufffd\"}\n");
  CHECK(FieldOf("\x80") == "\"\\ufffd\"}\n");
  CHECK(FieldOf("\xf4\x90\x80\x80") == "\"\\ufffd\\ufffd\\ufffd\\ufffd\"}\n");
}

TEST_CASE("Lines of several threads do not mix") {
  const std::string text = Written([] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([] {
        const std::string value(500, 'x');
        for (int j = 0; j < 100; ++j) {
          Log(Severity::kError, "event", {{"value", value}});
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  const std::vector<std::string> lines =
      absl::StrSplit(text, '\n', absl::SkipEmpty());
  CHECK(lines.size() == 400);
  for (const std::string& line : lines) {
    REQUIRE(absl::StartsWith(line, "{\"time\""));
    REQUIRE(absl::EndsWith(line, "x\"}"));
  }
}

}  // namespace
}  // namespace creditproof::base
