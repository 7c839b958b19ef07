// Feeds any bytes to the reader of department files: it must neither crash nor
// hang, nor lose count of a row, nor keep anything of one that is left out.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/digest.h"
#include "libs/intake/declared_twin.h"
#include "libs/intake/intake.h"
#include "libs/intake/raw_rows.h"

namespace creditproof::intake {
namespace {

void Expect(bool holds, absl::string_view what) {
  if (holds) return;
  std::cerr << "broken: " << what << std::endl;
  std::abort();
}

const record::v1::DeclaredKind kTwin = DeclaredTwin();

// Of all areas one, so that a missing cell takes the source's.
Expectation ExpectationFor(std::size_t size) {
  Expectation expectation;
  expectation.file_kind = static_cast<FileKind>(size % 7 < 5 ? 0 : size % 5);
  expectation.declared = {kTwin};
  if (size % 11 == 0)
    expectation.file_kind = static_cast<FileKind>(kTwinNumber);
  expectation.areas.push_back(record::v1::AREA_MARKET_REGULATION);
  expectation.today = absl::CivilDay(2026, 3, 1);
  return expectation;
}

struct Reading {
  bool ok = true;
  std::vector<Row> rows;
};

Reading Read(absl::string_view file, std::size_t piece) {
  Reading reading;
  FileReader reader(ExpectationFor(file.size()),
                    [&](Row row) { reading.rows.push_back(std::move(row)); });
  while (!file.empty() && reading.ok) {
    reading.ok = reader.Feed(file.substr(0, piece)).ok();
    file.remove_prefix(std::min(piece, file.size()));
  }
  reading.ok = reading.ok && reader.Finish().ok();
  return reading;
}

void CheckExcluded(const Row& row) {
  Expect(row.notes.size() == 1, "a row that is left out has one note");
  Expect(row.name.empty() && row.credit_code.empty() &&
             row.organisation_code.empty() && row.operator_name.empty() &&
             row.region_code.empty() && row.raw_sha256.empty() && !row.record &&
             !row.registration && row.personal_numbers.empty(),
         "a row that is left out leaves nothing");
}

void CheckRow(const Row& row) {
  if (row.excluded) return CheckExcluded(row);
  Expect(row.raw_sha256.size() == crypto::kSha256Bytes, "a row has a digest");
  if (row.rejected) {
    Expect(!row.notes.empty(), "a row that is rejected says why");
    return;
  }
  Expect(row.record.has_value() != row.registration.has_value(),
         "a sound row is one thing");
  Expect(row.naming != Naming::kNone, "a sound row names somebody");
  Expect(row.naming != Naming::kCode || CreditCode::Parse(row.credit_code).ok(),
         "a code that is said to be sure is valid");
}

bool SameRow(const Row& one, const Row& other) {
  return one.number == other.number && one.excluded == other.excluded &&
         one.rejected == other.rejected && one.raw_sha256 == other.raw_sha256 &&
         one.notes.size() == other.notes.size() && one.name == other.name &&
         one.credit_code == other.credit_code;
}

void CheckPieces(const Reading& whole, const Reading& pieces) {
  Expect(whole.ok == pieces.ok, "a file reads alike in pieces");
  Expect(whole.rows.size() == pieces.rows.size(), "pieces have as many rows");
  for (std::size_t i = 0; i < whole.rows.size(); ++i) {
    Expect(SameRow(whole.rows[i], pieces.rows[i]), "a row is alike in pieces");
  }
}

std::string WithoutEmptied(absl::string_view file, const Survey& survey) {
  std::string sent;
  std::uint64_t at = 0;
  for (const EmptiedRow& row : survey.emptied) {
    sent.append(file.data() + at, row.begin - at);
    sent.append(row.instead);
    at = row.end;
  }
  sent.append(file.data() + at, file.size() - at);
  return sent;
}

// Whatever the reader leaves out as classified stays with its sender.
void CheckNothingLeaks(const Reading& whole, const Survey& survey) {
  std::set<std::int64_t> emptied;
  for (const EmptiedRow& row : survey.emptied) emptied.insert(row.number);
  for (const Row& row : whole.rows) {
    const bool is_classified =
        row.excluded && row.notes[0].rule() == RowRule::ROW_RULE_CLASSIFIED;
    Expect(is_classified == (emptied.count(row.number) == 1),
           "what is classified, and nothing else, is emptied");
  }
}

// What the command line sends is judged as what it was given.
void CheckDeclassified(absl::string_view file, const Reading& whole) {
  Surveyor surveyor;
  surveyor.Feed(file);
  const auto survey = surveyor.Finish();
  if (!survey.ok()) return;
  CheckNothingLeaks(whole, *survey);
  std::string sent;
  RowEmptier emptier(*survey, [&](absl::string_view piece) {
    sent.append(piece.data(), piece.size());
  });
  for (std::size_t at = 0; at < file.size(); at += 1 + file.size() % 61) {
    emptier.Feed(file.substr(at, 1 + file.size() % 61));
  }
  Expect(sent == WithoutEmptied(file, *survey), "nothing else is touched");
  const Reading reading = Read(sent, sent.size() + 1);
  if (!whole.ok || !reading.ok) return;
  std::map<std::int64_t, bool> excluded;
  for (const Row& row : reading.rows) excluded[row.number] = row.excluded;
  for (const EmptiedRow& row : survey->emptied) {
    Expect(excluded.count(row.number) == 0 || excluded[row.number],
           "what was emptied is left out");
  }
}

}  // namespace
}  // namespace creditproof::intake

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace creditproof::intake;
  const absl::string_view file(reinterpret_cast<const char*>(data), size);
  const Reading whole = Read(file, size + 1);
  std::int64_t last = 0;
  for (const Row& row : whole.rows) {
    Expect(row.number > last, "rows come in order");
    last = row.number;
    CheckRow(row);
  }
  CheckPieces(whole, Read(file, 1 + size % 61));
  CheckDeclassified(file, whole);
  return 0;
}
