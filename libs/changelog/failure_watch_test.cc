#include "libs/changelog/failure_watch.h"

#include <catch2/catch.hpp>

namespace creditproof::changelog {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'700'000'000);

TEST_CASE("An error is told again every minute, a warning once") {
  const absl::Status lost = absl::DataLossError("the log diverges");
  const absl::Status away = absl::UnavailableError("nobody answers");
  CHECK(SeverityOf(lost) == base::Severity::kError);
  CHECK(SeverityOf(away) == base::Severity::kWarning);

  FailureWatch watch;
  CHECK(watch.Failed(lost, kStart));
  CHECK_FALSE(watch.Failed(lost, kStart + absl::Seconds(59)));
  CHECK(watch.Failed(lost, kStart + absl::Seconds(60)));
  CHECK_FALSE(watch.Failed(lost, kStart + absl::Seconds(61)));
  CHECK(watch.Failed(away, kStart + absl::Seconds(62)));
  CHECK_FALSE(watch.Failed(away, kStart + absl::Hours(1)));
}

TEST_CASE("What goes on after a failure is told once, and fails anew") {
  const absl::Status away = absl::UnavailableError("nobody answers");
  FailureWatch watch;
  CHECK_FALSE(watch.Advanced());
  CHECK(watch.Failed(away, kStart));
  CHECK(watch.Advanced());
  CHECK_FALSE(watch.Advanced());
  CHECK(watch.Failed(away, kStart));
}

}  // namespace
}  // namespace creditproof::changelog
