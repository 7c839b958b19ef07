#include "libs/rpc/access_log.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <latch>

#include "absl/strings/match.h"

namespace creditproof::rpc {
namespace {

TEST_CASE("The last lines are written when the log goes") {
  std::string written;
  {
    const CallObserver log =
        AccessLogTo("ingestion", [&](absl::string_view lines) {
          written.append(lines.data(), lines.size());
        });
    log({"Follow", "a\"b\n", absl::StatusCode::kOk, absl::Microseconds(1500)});
    log({"GetHeads", "", absl::StatusCode::kPermissionDenied,
         absl::Microseconds(7)});
  }
  CHECK(absl::StartsWith(written, "{\"time\":\"20"));
  CHECK(absl::StrContains(
      written,
      "\"severity\":\"INFO\",\"event\":\"call\",\"service\":\"ingestion\","
      "\"method\":\"Follow\",\"client\":\"a?b?\",\"code\":\"OK\","
      "\"elapsed_us\":1500}\n"));
  CHECK(absl::EndsWith(written,
                       "\"method\":\"GetHeads\",\"client\":\"\",\"code\":"
                       "\"PERMISSION_DENIED\",\"elapsed_us\":7}\n"));
}

TEST_CASE("A log that cannot be written drops calls and says how many") {
  constexpr int kQueueLimit = 65536;
  std::latch writing(1);
  std::latch release(1);
  std::string written;
  {
    const CallObserver log =
        AccessLogTo("ingestion", [&](absl::string_view lines) {
          if (written.empty()) {
            writing.count_down();
            release.wait();
          }
          written.append(lines.data(), lines.size());
        });
    const CallRecord call{"Follow", "a", absl::StatusCode::kOk, {}};
    log(call);
    writing.wait();
    for (int i = 0; i < kQueueLimit + 12; ++i) log(call);
    release.count_down();
  }
  CHECK(absl::EndsWith(written,
                       "\"event\":\"calls_not_logged\",\"service\":"
                       "\"ingestion\",\"count\":12}\n"));
}

}  // namespace
}  // namespace creditproof::rpc
