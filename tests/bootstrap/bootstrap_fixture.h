// The followers, a log, and record-store behind it, in one process.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/changelog/load_state.h"
#include "libs/changelog/partition_follower.h"
#include "libs/changelog/temp_log.h"
#include "libs/kv/whole_store.h"
#include "libs/remote_log/remote_state.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/eligibility_check/changes_for_test.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/standing_applier.h"
#include "services/record_store/families.h"
#include "services/record_store/history.h"
#include "services/record_store/state_service.h"
#include "services/verification/families.h"

namespace creditproof::tests {

using changelog::Applier;
using changelog::DecodedEntry;
using changelog::kPartitions;
using changelog::Mark;
using changelog::StateSource;
using changelog::v1::Change;
using record::v1::ExportStateResponse;
using record::v1::StateService;
using testing::TempDirectory;

inline PartitionSet AllPartitions() {
  return PartitionSet::Make(kPartitions, {}).value();
}

// A follower that owns what it needs: one of the three.
struct Follower {
  std::vector<kv::FamilySpec> families;
  kv::Family marks;
  std::function<std::unique_ptr<Applier>(kv::Store&)> make;
};

class OwningStandingApplier final : public Applier {
 public:
  explicit OwningStandingApplier(kv::Store& store)
      : replica_(
            eligibility_check::Replica::Open(store, AllPartitions()).value()) {}
  absl::StatusOr<Applied> Start(std::uint32_t partition) override {
    return applier_.Start(partition);
  }
  absl::Status Apply(std::uint32_t partition,
                     const std::vector<DecodedEntry>& entries) override {
    return applier_.Apply(partition, entries);
  }

 private:
  const std::unique_ptr<eligibility_check::Replica> replica_;
  eligibility_check::StandingApplier applier_{*replica_};
};

inline Follower RecordStore() {
  return {record_store::FamilySpecs(), record_store::kMeta,
          [](kv::Store& store) -> std::unique_ptr<Applier> {
            return record_store::History::Open(store, AllPartitions()).value();
          }};
}

inline Follower EligibilityCheck() {
  return {eligibility_check::FamilySpecs(), eligibility_check::kMeta,
          [](kv::Store& store) -> std::unique_ptr<Applier> {
            return std::make_unique<OwningStandingApplier>(store);
          }};
}

inline Follower Verification() {
  return {verification::FamilySpecs(), verification::kFollowed.positions,
          [](kv::Store& store) -> std::unique_ptr<Applier> {
            return verification::SubjectChanges::Open(
                       store, verification::kFollowed, AllPartitions().served())
                .value();
          }};
}

// A follower's store and everything in it.
class Shard {
 public:
  Shard(const Follower& follower, const std::filesystem::path& directory)
      : families_(follower.families.size()),
        store_(kv::Store::Open(directory, follower.families).value()),
        applier_(follower.make(*store_)) {}

  // Follows the log up to its present end, verifying it as a follower does.
  void CatchUp(const changelog::ChangeLog& log) {
    for (std::uint32_t partition = 0; partition < kPartitions; ++partition) {
      Applier::Applied last = applier_->Start(partition).value();
      while (true) {
        std::vector<DecodedEntry> entries;
        const std::vector<changelog::LogEntry> read =
            log.Read(partition, last.position, 7).value();
        for (const auto& entry : read) {
          entries.push_back(changelog::CheckNext(last, entry).value());
          last = {entry.position, entry.running_sha256};
        }
        if (entries.empty()) break;
        REQUIRE(applier_->Apply(partition, entries).ok());
      }
    }
  }

  std::map<std::string, std::string> Content() const {
    std::map<std::string, std::string> content;
    for (std::size_t family = 0; family < families_; ++family) {
      const auto scanned = store_->Scan(
          kv::Family{family}, "", "",
          [&](absl::string_view key, absl::string_view value) {
            content[absl::StrCat(family, ":", key)] = std::string(value);
            return true;
          });
      REQUIRE(scanned.ok());
    }
    return content;
  }

  const kv::Store& store() const { return *store_; }

 private:
  const std::size_t families_;
  const std::unique_ptr<kv::Store> store_;
  const std::unique_ptr<Applier> applier_;
};

// Changes of every kind that a follower keeps something of.
inline Change RandomChange(std::mt19937& dice) {
  namespace made = eligibility_check;
  const auto below = [&](unsigned bound) { return int(dice() % bound); };
  const std::string code = made::kCodes[below(4)];
  const int record = below(5);
  switch (below(15)) {
    case 0:
      return made::Registered(code);
    case 1:
      return made::Repaired(code, record);
    case 2:
      return made::Withdrawn(code, record);
    case 3:
      return made::Objected(code, record, below(2) == 0);
    case 4:
      return made::Held(code, record);
    case 5:
      return made::Lifted(code, record);
    case 6:
      return made::Barred(code, below(2) == 0);
    case 7:
      return made::Source(absl::StrCat("s", record), below(2));
    case 8:
      return made::Activated(static_cast<std::uint32_t>(1 + record));
    case 9:
      return made::Mismatched(code, record, below(2) == 0);
    case 10:
      return made::Lapsed(code, record);
    case 11:
      return made::Reinstated(code, record);
    case 12:
      return made::Revoked(code, record);
    default:
      return made::Penalised(code, record);
  }
}

// A log, record-store behind it, and its state over a socket.
class Fixture {
 public:
  void Append(int changes, std::size_t content_bytes = 10) {
    for (; changes > 0; --changes) {
      Change change = RandomChange(dice_);
      if (change.has_record_put()) {
        change.mutable_record_put()->set_content(
            std::string(content_bytes, 'x'));
      }
      for (std::uint32_t p = 0; p < kPartitions; ++p) {
        const std::string& code = change.credit_code();
        if (!code.empty() && PartitionOf(code, kPartitions) != p) continue;
        REQUIRE(log()
                    .AppendAll(p, {{absl::StrCat("append", ++appends_),
                                    change.SerializeAsString()}})
                    .ok());
      }
    }
    records_.CatchUp(log());
  }

  // The state as it goes over the wire.
  StateSource Source() {
    return [this](std::uint32_t partition, const changelog::TakeState& take) {
      StateService::Stub stub(server_.Connect());
      return remote_log::ReadState(
          stub, partition, take, [](const grpc::Status& status) {
            return status.ok() ? absl::OkStatus() : rpc::FromGrpc(status);
          });
    };
  }

  absl::Status Bootstrap(const Follower& follower, const StateSource& source) {
    return kv::MakeWhole(Directory(), follower.families, [&](kv::Store& store) {
      const auto applier = follower.make(store);
      return changelog::LoadState(source, AllPartitions().served(), *applier,
                                  store, follower.marks);
    });
  }

  // What is in the bootstrapped store, and in one that read the whole log.
  void CheckEqual(const Follower& follower) {
    Shard bootstrapped(follower, Directory());
    bootstrapped.CatchUp(log());
    Shard whole(follower, directory_.path() / "whole");
    whole.CatchUp(log());
    const auto expected = whole.Content();
    REQUIRE(expected.size() > 4);
    const auto content = bootstrapped.Content();
    CHECK(content.size() == expected.size());
    for (const auto& [key, value] : expected) {
      INFO(absl::CHexEscape(key));
      REQUIRE(content.count(key) == 1);
      CHECK(absl::CHexEscape(content.at(key)) == absl::CHexEscape(value));
    }
  }

  std::filesystem::path Directory() const { return directory_.path() / "new"; }
  changelog::ChangeLog& log() { return log_.log(); }

 private:
  std::mt19937 dice_{7};
  int appends_ = 0;
  TempDirectory directory_;
  changelog::TempLog log_;
  Shard records_{RecordStore(), directory_.path() / "records"};
  rpc::Executor exports_{2, 2};
  record_store::StateServiceImpl service_{
      records_.store(), AllPartitions(),
      rpc::StreamGate(
          rpc::AllowAs("follower"), [](const rpc::CallRecord&) {}, exports_)};
  rpc::UnixServer server_{&service_};
};

}  // namespace creditproof::tests
