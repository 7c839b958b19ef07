// What the history of records takes on disk.
#include <catch2/catch.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "libs/crypto/digest.h"
#include "libs/intake/intake.h"
#include "libs/record/canonical.h"
#include "libs/record/catalogue.h"
#include "libs/testing/compacted_bytes.h"
#include "libs/testing/temp_directory.h"
#include "services/record_store/families.h"
#include "services/record_store/history.h"
#include "tools/datagen/rows.h"

namespace creditproof::record_store {
namespace {

using changelog::DecodedEntry;
using changelog::v1::Change;
using record::v1::Record;

constexpr int kRecords = 20'000;
constexpr int kSubjects = 5'000;
constexpr std::size_t kBatch = 500;
constexpr std::size_t kSealedBytes = 51;
constexpr double kMost = 1.2;

std::string CsvLine(const datagen::Cells& cells) {
  return absl::StrJoin(cells, ",",
                       [](std::string* out, const auto& cell) {
                         absl::StrAppend(
                             out, "\"",
                             absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
                       }) +
         "\r\n";
}

// As ingestion puts them into the log: with an id, and numbers sealed into
// bytes that nothing can compress.
Record Attributed(intake::Row row) {
  Record record = *std::move(row.record);
  record.set_source_id("penalties");
  record.set_record_id(absl::BytesToHexString(
      crypto::Sha256(absl::StrCat(row.number)).substr(0, 16)));
  for (const auto& [id, number] : row.personal_numbers) {
    record::v1::Column& column = *record.add_columns();
    column.set_id(id);
    column.set_sealed((crypto::Sha256(id + number + record.record_id()) +
                       crypto::Sha256(record.record_id() + number + id))
                          .substr(0, kSealedBytes));
  }
  return record;
}

std::vector<Record> InventedPenalties() {
  const datagen::Plan plan{ingestion::v1::FILE_KIND_PENALTY, 7, kSubjects};
  const auto areas = record::AllAreas();
  std::vector<Record> records;
  intake::FileReader reader({.file_kind = plan.kind,
                             .areas = {areas.begin(), areas.end()},
                             .today = absl::CivilDay(2026, 11, 1)},
                            [&](intake::Row row) {
                              if (row.record.has_value() && !row.rejected) {
                                records.push_back(Attributed(std::move(row)));
                              }
                            });
  REQUIRE(reader.Feed(CsvLine(datagen::HeaderRow(plan.kind))).ok());
  for (int i = 0; i < kRecords; ++i) {
    REQUIRE(reader.Feed(CsvLine(datagen::MakeRow(plan, i))).ok());
  }
  REQUIRE(reader.Finish().ok());
  return records;
}

// The log of their lives: each put, one in ten revised, one in fifty repaired.
class Life {
 public:
  explicit Life(History& history) : history_(history) {}

  void Add(Change change, const std::string& credit_code, std::int64_t row) {
    change.set_credit_code(credit_code);
    auto& provenance = *change.mutable_provenance();
    provenance.set_source_id("penalties");
    provenance.set_delivery_id(
        absl::BytesToHexString(crypto::Sha256(absl::StrCat(row / 5'000))));
    provenance.set_row(row);
    provenance.set_client("penalties.example");
    ++position_;
    const absl::Time time = absl::FromUnixMicros(
        1'790'000'000'000'000 + std::int64_t(position_ / 100) * 9'713);
    provenance.mutable_time()->set_seconds(absl::ToUnixSeconds(time));
    provenance.mutable_time()->set_nanos(
        static_cast<std::int32_t>(position_ / 100 * 9'713'000 % 1'000'000'000));
    entries_.push_back({position_, "", time, std::move(change), "digest"});
    if (entries_.size() == kBatch) Flush();
  }

  void Flush() {
    REQUIRE(history_.Apply(0, entries_).ok());
    entries_.clear();
  }

 private:
  History& history_;
  std::uint64_t position_ = 0;
  std::vector<DecodedEntry> entries_;
};

void WriteLives(const std::vector<Record>& records,
                const std::filesystem::path& directory) {
  const auto store = kv::Store::Open(directory, FamilySpecs()).value();
  const auto history =
      History::Open(*store, PartitionSet::Make(1, {}).value()).value();
  Life life(*history);
  std::int64_t row = 0;
  for (const Record& record : records) {
    Change put;
    *put.mutable_record_put() = record;
    life.Add(std::move(put), record.credit_code(), ++row);
  }
  for (std::size_t i = 0; i < records.size(); i += 10) {
    Change revised;
    *revised.mutable_record_put() = records[i];
    revised.mutable_record_put()->set_content(records[i].content() + "。更正");
    life.Add(std::move(revised), records[i].credit_code(), ++row);
  }
  for (std::size_t i = 0; i < records.size(); i += 50) {
    Change repaired;
    repaired.mutable_record_repaired()->set_record_id(records[i].record_id());
    repaired.mutable_record_repaired()->set_date("2026-10-01");
    life.Add(std::move(repaired), records[i].credit_code(), ++row);
  }
  life.Flush();
}

TEST_CASE("Records with their history take less than their canonical bytes") {
  const testing::TempDirectory directory;
  const std::vector<Record> records = InventedPenalties();
  REQUIRE(records.size() > kRecords * 9 / 10);
  std::uint64_t canonical = 0;
  for (const Record& record : records) {
    canonical += record::CanonicalBytes(record).size();
  }

  WriteLives(records, directory.path());

  const std::uint64_t on_disk = testing::CompactedBytes(directory.path());
  INFO("bytes a record: canonical " << canonical / records.size()
                                    << ", on disk with history "
                                    << on_disk / records.size());
  CHECK(double(on_disk) < kMost * double(canonical));
}

}  // namespace
}  // namespace creditproof::record_store
