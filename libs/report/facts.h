// What a page states: the report's data, checked, and in the words and figures
// that are printed.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/sentence.h"
#include "libs/report/template.h"

namespace creditproof::report {

enum class Mark { kNothingFound, kRecords, kNoData, kNotAsked };

// What the grid says of an area.
struct AreaMark {
  Mark mark;
  int records;  // with kRecords
};

// A record as the table lists it.
struct RecordFacts {
  std::string kind;
  std::string area_number;  // empty outside the areas
  std::string place;        // the area, or the source outside the areas
  std::string date;
  std::string content;
  std::string authority;
  std::string document_number;  // may be empty
  v1::ListedRecord::State state;
  std::string state_since;  // may be empty
};

// Where nothing was given. Never left blank: a blank can be filled in.
inline constexpr absl::string_view kAbsent = "——";

struct Facts {
  std::string number;  // 4-4-4-4-1; empty on a preview

  std::string name;
  std::string credit_code;
  std::string operator_kind;
  std::string legal_representative;
  std::string status;
  std::string founded;
  std::string authority;
  std::string address;

  std::string scenario;
  std::string purpose;
  std::string receiver;
  std::string period;

  std::vector<Piece> headline;  // figures are placeholders
  std::string remark;           // behind the headline; may be empty
  std::string statement;
  std::string statement_rest;  // behind the pages of the records, if any
  std::string count_line;
  std::vector<AreaMark> marks;  // by area, in order of the catalogue
  std::vector<RecordFacts> records;

  std::string issue_time;
  std::string data_as_of_time;
};

// The value of `fact` as the tables show it.
const std::string& ValueOf(const Facts& facts, v1::TableFact fact);

// What `data` states in the same words under any template: all but headline,
// remark, statement and count line. Fails with INVALID_ARGUMENT
// (INVALID_FIELD).
absl::StatusOr<Facts> ReadPlainFacts(const v1::ReportData& data);

// All of it. Fails with INVALID_ARGUMENT (INVALID_FIELD) when the template
// cannot say what `data` says, or its names are not `names`.
absl::StatusOr<Facts> ReadFacts(const v1::ReportData& data,
                                const Template& drawn,
                                const policy::v1::Names& names);

// Likewise, of a report that nobody issued: `data` has no number.
absl::StatusOr<Facts> ReadPreviewFacts(const v1::ReportData& data,
                                       const Template& drawn,
                                       const policy::v1::Names& names);

}  // namespace creditproof::report
