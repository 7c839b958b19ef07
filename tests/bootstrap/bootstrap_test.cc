// A follower that starts from record-store's state is the same, byte for byte,
// as one that read the whole log.
#include <catch2/catch.hpp>
#include <map>
#include <random>

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
#include "services/verification/subject_changes.h"

namespace creditproof::tests {
namespace {

using changelog::Applier;
using changelog::DecodedEntry;
using changelog::kPartitions;
using changelog::Mark;
using changelog::StateSource;
using changelog::v1::Change;
using record::v1::ExportStateResponse;
using record::v1::StateService;
using testing::TempDirectory;

PartitionSet AllPartitions() {
  return PartitionSet::Make(kPartitions, {}).value();
}

// A follower that owns what it needs: one of the three.
struct Follower {
  std::vector<std::string> families;
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

Follower RecordStore() {
  return {record_store::FamilyNames(), record_store::kMeta,
          [](kv::Store& store) -> std::unique_ptr<Applier> {
            return record_store::History::Open(store, AllPartitions()).value();
          }};
}

Follower EligibilityCheck() {
  return {eligibility_check::FamilyNames(), eligibility_check::kMeta,
          [](kv::Store& store) -> std::unique_ptr<Applier> {
            return std::make_unique<OwningStandingApplier>(store);
          }};
}

Follower Verification() {
  return {{"subjects", "meta"},
          kv::Family{1},
          [](kv::Store& store) -> std::unique_ptr<Applier> {
            return verification::SubjectChanges::Open(store, kv::Family{0},
                                                      kv::Family{1},
                                                      AllPartitions().served())
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
Change RandomChange(std::mt19937& dice) {
  namespace made = eligibility_check;
  const auto below = [&](unsigned bound) { return int(dice() % bound); };
  const std::string code = made::kCodes[below(4)];
  const int record = below(5);
  switch (below(11)) {
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
    const auto content = whole.Content();
    REQUIRE(content.size() > 4);
    CHECK(bootstrapped.Content() == content);
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

const std::vector<Follower> kFollowers = {RecordStore(), EligibilityCheck(),
                                          Verification()};

TEST_CASE("A follower that starts from a state equals one that read the log") {
  const Follower& follower = GENERATE(from_range(kFollowers));
  Fixture f;
  f.Append(300);

  REQUIRE(f.Bootstrap(follower, f.Source()).ok());

  {
    const Shard bootstrapped(follower, f.Directory());
    const Mark mark =
        changelog::ReadMark(bootstrapped.store(), follower.marks, 0).value();
    CHECK(mark.position == f.log().Head(0).value());
  }
  f.CheckEqual(follower);
}

TEST_CASE("Changes that are appended meanwhile are followed afterwards") {
  const Follower& follower = GENERATE(from_range(kFollowers));
  Fixture f;
  f.Append(200, 100'000);  // more than can wait in a socket
  const StateSource inner = f.Source();
  const StateSource busy = [&](std::uint32_t partition,
                               const changelog::TakeState& take) {
    return inner(partition, [&](std::vector<DecodedEntry> entries) {
      f.Append(5);
      return take(std::move(entries));
    });
  };

  REQUIRE(f.Bootstrap(follower, busy).ok());

  f.CheckEqual(follower);
}

TEST_CASE("A start that is killed half-way starts over") {
  const Follower& follower = GENERATE(from_range(kFollowers));
  Fixture f;
  f.Append(200);
  const StateSource inner = f.Source();
  const StateSource killed = [&](std::uint32_t partition,
                                 const changelog::TakeState& take) {
    return inner(partition, [&](std::vector<DecodedEntry> entries) {
      if (partition == 2) entries.resize(entries.size() / 2);
      const absl::Status taken = take(std::move(entries));
      return partition == 2 ? absl::CancelledError("killed") : taken;
    });
  };
  REQUIRE_FALSE(f.Bootstrap(follower, killed).ok());
  REQUIRE_FALSE(std::filesystem::exists(f.Directory()));
  f.Append(50);

  REQUIRE(f.Bootstrap(follower, f.Source()).ok());

  f.CheckEqual(follower);
}

TEST_CASE("A store that is there is left alone") {
  Fixture f;
  f.Append(50);
  REQUIRE(f.Bootstrap(Verification(), f.Source()).ok());

  CHECK(f.Bootstrap(Verification(), [](auto, const auto&) {
           return absl::InternalError("asked for no reason");
         }).ok());
}

TEST_CASE("Before the log has begun there is nothing to start from") {
  Fixture f;

  REQUIRE(f.Bootstrap(Verification(), f.Source()).ok());

  f.Append(50);
  f.CheckEqual(Verification());
}

TEST_CASE("A state that lacks a change is not used") {
  Fixture f;
  f.Append(100);
  const StateSource inner = f.Source();
  const StateSource lossy = [&](std::uint32_t partition,
                                const changelog::TakeState& take) {
    return inner(partition, [&](std::vector<DecodedEntry> entries) {
      entries.pop_back();
      return take(std::move(entries));
    });
  };

  CHECK(absl::IsDataLoss(f.Bootstrap(Verification(), lossy)));
  CHECK_FALSE(std::filesystem::exists(f.Directory()));
}

// Sends a state whose last byte of a change was altered, or no end.
class Forger final : public StateService::Service {
 public:
  explicit Forger(bool ends) : ends_(ends) {}

  grpc::Status ExportState(
      grpc::ServerContext*, const record::v1::ExportStateRequest*,
      grpc::ServerWriter<ExportStateResponse>* writer) override {
    ExportStateResponse response;
    response.mutable_head()->set_position(1);
    writer->Write(response);
    auto& change = *response.mutable_changes()->add_changes();
    change.set_position(1);
    change.set_stored(std::string(8, '\0') +
                      eligibility_check::Source("s", 1).SerializeAsString());
    writer->Write(response);
    response.mutable_end()->set_changes_sha256(std::string(32, 'x'));
    if (ends_) writer->Write(response);
    return grpc::Status::OK;
  }

 private:
  const bool ends_;
};

TEST_CASE("A state of another digest, or without an end, is not used") {
  Forger forger(GENERATE(true, false));
  const rpc::UnixServer server({&forger});
  StateService::Stub stub(server.Connect());

  const auto read = remote_log::ReadState(
      stub, 0, [](auto) { return absl::OkStatus(); },
      [](const grpc::Status&) { return absl::OkStatus(); });

  CHECK(absl::IsDataLoss(read.status()));
}

}  // namespace
}  // namespace creditproof::tests
