#include "services/verification/presentations.h"

#include <catch2/catch.hpp>
#include <memory>
#include <thread>
#include <vector>

#include "libs/credit_code/credit_code.h"
#include "libs/testing/power_loss_env.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::verification {
namespace {

using claim::ReportNumber;
using v1::PresentationCount;

constexpr absl::Time kNoon = absl::FromUnixSeconds(1'795'000'000);

ReportNumber Number(const std::string& request_id) {
  return ReportNumber::Make("secret", *CreditCode::Parse("91230103TE00000103"),
                            "portal", request_id);
}

struct Fixture {
  const testing::TempDirectory folder;
  std::unique_ptr<kv::Store> store =
      *kv::Store::Open(folder.path() / "db", {"presentations"});
  std::unique_ptr<Presentations> presentations =
      std::make_unique<Presentations>(*store, kv::Family{0});
  const ReportNumber number = Number("a");

  void Add(PresentationCount::Channel channel, v1::Authenticity authenticity,
           absl::Time time = kNoon) {
    presentations->Add(number, channel, authenticity, time);
  }
  v1::Presentations Told() const { return *presentations->Of(number); }

  void StartAgain() {
    presentations.reset();
    store.reset();
    store = *kv::Store::Open(folder.path() / "db", {"presentations"});
    presentations = std::make_unique<Presentations>(*store, kv::Family{0});
  }
};

TEST_CASE_METHOD(Fixture,
                 "Presentations are told by day, channel and verdict") {
  Add(PresentationCount::CHANNEL_PDF, v1::AUTHENTICITY_ALTERED);
  Add(PresentationCount::CHANNEL_NUMBER, v1::AUTHENTICITY_GENUINE);
  Add(PresentationCount::CHANNEL_NUMBER, v1::AUTHENTICITY_GENUINE,
      kNoon + absl::Minutes(1));
  Add(PresentationCount::CHANNEL_NUMBER, v1::AUTHENTICITY_GENUINE,
      kNoon + absl::Hours(24));

  const v1::Presentations told = Told();

  CHECK(told.report_number() == number.text());
  CHECK(told.total_count() == 4);
  REQUIRE(told.days_size() == 2);
  CHECK(told.days(0).date() > told.days(1).date());
  REQUIRE(told.days(1).counts_size() == 2);
  const PresentationCount& by_number = told.days(1).counts(0);
  CHECK(by_number.channel() == PresentationCount::CHANNEL_NUMBER);
  CHECK(by_number.count() == 2);
  CHECK(by_number.last_time().seconds() ==
        absl::ToUnixSeconds(kNoon + absl::Minutes(1)));
  CHECK(told.days(1).counts(1).authenticity() == v1::AUTHENTICITY_ALTERED);
}

TEST_CASE_METHOD(Fixture, "What was counted before a start counts on") {
  Add(PresentationCount::CHANNEL_QR_TEXT, v1::AUTHENTICITY_GENUINE);
  StartAgain();
  Add(PresentationCount::CHANNEL_QR_TEXT, v1::AUTHENTICITY_GENUINE);
  CHECK(Told().total_count() == 2);
  REQUIRE(presentations->Write().ok());
  CHECK(Told().total_count() == 2);
  REQUIRE(Told().days_size() == 1);
  CHECK(Told().days(0).counts(0).count() == 2);
}

TEST_CASE_METHOD(Fixture, "Another report's presentations are not told") {
  Add(PresentationCount::CHANNEL_PDF, v1::AUTHENTICITY_GENUINE);
  REQUIRE(presentations->Write().ok());
  Add(PresentationCount::CHANNEL_PDF, v1::AUTHENTICITY_GENUINE);
  const v1::Presentations other = *presentations->Of(Number("b"));
  CHECK(other.total_count() == 0);
  CHECK(other.days().empty());
}

TEST_CASE_METHOD(Fixture, "Of many days the last are told, and all counted") {
  for (int day = 0; day < 150; ++day) {
    Add(PresentationCount::CHANNEL_PDF, v1::AUTHENTICITY_GENUINE,
        kNoon + day * absl::Hours(24));
  }
  const v1::Presentations told = Told();
  CHECK(told.total_count() == 150);
  REQUIRE(told.days_size() == Presentations::kMostDays);
  CHECK(told.days(0).counts(0).last_time().seconds() ==
        absl::ToUnixSeconds(kNoon + 149 * absl::Hours(24)));
}

TEST_CASE_METHOD(Fixture, "None is lost or doubled while days are written") {
  constexpr int kThreads = 4;
  constexpr int kEach = 2'000;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([this] {
        for (int n = 0; n < kEach; ++n) {
          Add(PresentationCount::CHANNEL_NUMBER, v1::AUTHENTICITY_GENUINE);
        }
      });
    }
    for (int i = 0; i < 50; ++i) CHECK(presentations->Write().ok());
  }
  CHECK(Told().total_count() == kThreads * kEach);
  StartAgain();
  CHECK(Told().total_count() == kThreads * kEach);
}

}  // namespace
}  // namespace creditproof::verification
