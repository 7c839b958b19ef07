#include "tools/creditproof/bench_population.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "libs/credit_code/credit_code.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/stored.h"
#include "tools/creditproof/bench_host.h"
#include "tools/creditproof/bench_subjects.h"

namespace creditproof::tool {
namespace {

using eligibility_check::kMeta;
using eligibility_check::kShared;
using eligibility_check::kStanding;

constexpr std::size_t kBatchBytes = 1U << 20;
constexpr int kRegions = 130;

policy::Standing StandingOf(std::uint32_t number) {
  policy::Standing standing;
  standing.registered = true;
  standing.operator_kind = record::v1::OPERATOR_KIND_COMPANY;
  standing.status = record::v1::REGISTRATION_STATUS_ACTIVE;
  standing.region = 230'101 + number % kRegions;
  standing.founded = absl::CivilDay(1990, 1, 1) + number % 12'000;
  if (IsPenalised(number)) {
    policy::RecordFact& penalty = standing.records.emplace_back();
    penalty.record_id = absl::StrFormat("%032x", number);
    penalty.kind = record::v1::RECORD_KIND_PENALTY;
    penalty.area = record::v1::AREA_MARKET_REGULATION;
    penalty.decided = absl::CivilDay(2024, 3, 1);
    penalty.publicity_end = absl::CivilDay::max();
    penalty.removed = absl::CivilDay::max();
  }
  return standing;
}

void PutShared(std::uint64_t position, kv::Batch& batch) {
  for (std::uint32_t partition = 0; partition < kBenchPartitions; ++partition) {
    batch.Put(kShared, eligibility_check::PolicyKey(partition),
              BenchPolicy().SerializeAsString());
    batch.Put(kShared, eligibility_check::SourceKey(partition, "penalties"),
              BenchSource().SerializeAsString());
    batch.Put(kMeta, changelog::MarkKey(partition),
              changelog::EncodeMark(
                  {position, absl::FromUnixSeconds(1'790'000'000), ""}));
  }
}

}  // namespace

std::string PopulationCode(std::uint32_t number) {
  const std::string body =
      absl::StrFormat("91%06u%08u", 230'101 + number % kRegions, number);
  return CreditCode::Complete(body)->text();
}

absl::Status StorePopulation(std::uint32_t subjects, kv::Store& store) {
  kv::Batch batch(store);
  PutShared(subjects, batch);
  for (std::uint32_t number = 0; number < subjects; ++number) {
    batch.Put(
        kStanding, PopulationCode(number),
        eligibility_check::EncodeStored({1 + number, StandingOf(number)}));
    if (batch.bytes() < kBatchBytes && number + 1 < subjects) continue;
    RETURN_IF_ERROR(store.Commit(std::exchange(batch, kv::Batch(store)),
                                 kv::Durability::kBuffered));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
