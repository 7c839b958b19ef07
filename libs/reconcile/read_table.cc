#include "libs/reconcile/read_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/intake/row_splitter.h"
#include "libs/record/canonical.h"
#include "libs/record/natural_key.h"
#include "libs/record/region.h"

namespace creditproof::reconcile {
namespace {

using intake::Row;

constexpr std::size_t kUncountedKept = 1000;
constexpr std::size_t kSliceBytes = 64 << 10;
constexpr absl::string_view kUtf8Bom = "\xEF\xBB\xBF";

bool IsRecorded(const Row& row) {
  return !row.rejected && row.naming == intake::Naming::kCode;
}

Says SaysOf(intake::Update update) {
  switch (update) {
    case intake::Update::kWithdraw:
      return Says::kEnded;
    case intake::Update::kRepair:
      return Says::kRepaired;
    case intake::Update::kPut:
    case intake::Update::kReinstate:
      break;
  }
  return Says::kContent;
}

void FinishRecord(absl::string_view source_id, Row& row) {
  if (!row.record.has_value()) return;
  row.record->set_source_id(std::string(source_id));
  row.record->set_record_id(record::RecordId(*row.record));
}

void AddRow(const Row& row, bool elsewhere, Table& table) {
  if (row.registration.has_value()) {
    table.Add(RegistrationKey(row.credit_code),
              record::ComparableDigest(*row.registration), row.number,
              SaysOf(row.update), elsewhere);
    return;
  }
  table.Add(RecordKey(row.record->decision_date(), row.record->record_id()),
            record::ComparableDigest(*row.record), row.number,
            SaysOf(row.update), elsewhere);
}

// By its own word: where the subject is registered only the platform knows.
bool LiesElsewhere(const Row& row, const std::vector<std::string>& regions) {
  return !row.region_code.empty() && !regions.empty() &&
         std::none_of(regions.begin(), regions.end(),
                      [&](const std::string& region) {
                        return record::MayLieIn(region, row.region_code);
                      });
}

// Says which kind of file it was.
absl::StatusOr<intake::FileKind> Read(absl::string_view file,
                                      const intake::Expectation& expectation,
                                      std::function<void(Row)> emit) {
  intake::FileReader reader(expectation, std::move(emit));
  for (; !file.empty();
       file.remove_prefix(std::min(kSliceBytes, file.size()))) {
    RETURN_IF_ERROR(reader.Feed(file.substr(0, kSliceBytes)));
  }
  RETURN_IF_ERROR(reader.Finish());
  return reader.file_kind();
}

}  // namespace

bool IsByDay(intake::FileKind file_kind) {
  return file_kind != intake::FileKind::FILE_KIND_REGISTRATION;
}

absl::StatusOr<SourceTable> ReadTable(absl::string_view file,
                                      absl::string_view source_id,
                                      const intake::Expectation& expectation,
                                      const std::vector<std::string>& regions) {
  SourceTable source;
  const auto take = [&](Row row) {
    ++source.rows;
    if (row.excluded) {
      ++source.excluded;
    } else if (IsRecorded(row)) {
      FinishRecord(source_id, row);
      AddRow(row, LiesElsewhere(row, regions), source.table);
    } else {
      source.LeaveOut(row.number, std::move(row.notes));
    }
  };
  ASSIGN_OR_RETURN(source.file_kind, Read(file, expectation, take));
  source.overruled = source.table.Settle();
  source.elsewhere = source.table.TakeElsewhere();
  return source;
}

void SourceTable::LeaveOut(std::int64_t number,
                           std::vector<intake::RowNote> notes) {
  ++uncounted;
  if (first_uncounted.size() == kUncountedKept) return;
  first_uncounted.push_back({number, std::move(notes)});
}

absl::StatusOr<std::vector<Row>> ReadRows(
    absl::string_view file, absl::string_view source_id,
    const intake::Expectation& expectation,
    const std::vector<std::int64_t>& numbers) {
  std::string extract(absl::StartsWith(file, kUtf8Bom) ? kUtf8Bom : "");
  intake::RowSplitter splitter([&](const intake::RawRow& raw) {
    const bool wanted =
        raw.number == 0 ||
        std::binary_search(numbers.begin(), numbers.end(), raw.number);
    if (!wanted) return;
    absl::StrAppend(&extract, file.substr(raw.begin, raw.end - raw.begin),
                    "\r\n");
  });
  splitter.Feed(file);
  splitter.Finish();
  std::vector<Row> rows;
  const auto take = [&](Row row) {
    FinishRecord(source_id, row);
    if (rows.size() < numbers.size()) row.number = numbers[rows.size()];
    rows.push_back(std::move(row));
  };
  RETURN_IF_ERROR(Read(extract, expectation, take).status());
  if (rows.size() == numbers.size()) return rows;
  return absl::InternalError("rows of the file were not found again");
}

}  // namespace creditproof::reconcile
