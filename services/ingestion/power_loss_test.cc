// The machine loses power right after the writer has answered.
#include <catch2/catch.hpp>

#include "libs/base/status_macros.h"
#include "libs/changelog/embedded_log.h"
#include "libs/testing/power_loss_env.h"
#include "libs/testing/temp_directory.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {
namespace {

constexpr std::uint32_t kPartitions = 4;
constexpr int kSubjects = 20;

absl::Time TestTime() { return absl::FromUnixSeconds(1'790'000'000); }

// An ingestion's database with log and writer.
struct Machine {
  explicit Machine(const std::filesystem::path& folder,
                   rocksdb::Env* env = nullptr)
      : store(OpenStore(folder, kPartitions, env).value()),
        log(changelog::EmbeddedLog::Open(*store, kLog, kIds, kPartitions,
                                         TestTime)
                .value()),
        writer(Writer::Open(*store, *log, kPartitions, TestTime).value()) {}

  std::vector<std::string> Held() const {
    return HeldBy(View(*store), std::string(32, 'a')).value();
  }

  std::unique_ptr<kv::Store> store;
  std::unique_ptr<changelog::EmbeddedLog> log;
  std::unique_ptr<Writer> writer;
};

absl::Status HoldMany(Act& act) {
  for (int n = 0; n < kSubjects; ++n) {
    changelog::v1::Change change;
    change.set_credit_code(CompanyCode(n));
    change.mutable_hold_placed()->set_hold_id(std::string(32, 'a'));
    RETURN_IF_ERROR(act.Append(change, change.credit_code()));
  }
  return absl::OkStatus();
}

absl::Status KeepOnly(Act& act) {
  act.view().Put(kDeliveries, "answered", "rows");
  return absl::OkStatus();
}

TEST_CASE("What was answered is there after a power cut") {
  const testing::TempDirectory folder;
  testing::PowerLossEnv env;
  {
    Machine machine(folder.path(), &env);
    REQUIRE(machine.writer->Do(HoldMany).ok());
    env.CutPower();
  }

  const Machine machine(folder.path());

  CHECK(machine.Held().size() == kSubjects);
}

TEST_CASE("What was kept beside the log is there after a power cut") {
  const testing::TempDirectory folder;
  testing::PowerLossEnv env;
  {
    Machine machine(folder.path(), &env);
    REQUIRE(machine.writer->Do(KeepOnly).ok());
    env.CutPower();
  }

  const Machine machine(folder.path());

  CHECK(machine.store->Get(kDeliveries, "answered").value() == "rows");
}

TEST_CASE("An act that the power cut off happens wholly or not at all") {
  const testing::TempDirectory folder;
  testing::PowerLossEnv env;
  {
    Machine machine(folder.path(), &env);
    REQUIRE(machine.writer->Do(KeepOnly).ok());
    env.CutPower();
    REQUIRE_FALSE(machine.writer->Do(HoldMany).ok());
  }

  const Machine machine(folder.path());

  CHECK(machine.Held().empty());
  CHECK(machine.log->Head(0).value() == 0);
}

}  // namespace
}  // namespace creditproof::ingestion
