// What a page states: the report's data, checked, and in the words and figures
// that are printed.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::report {

enum class Mark { kNothingFound, kNoData, kNotAsked };

// Where nothing was given. Never left blank: a blank can be filled in.
inline constexpr absl::string_view kAbsent = "——";

struct Facts {
  std::string number;  // 4-4-4-4-1

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

  std::string clear_count;  // areas in which nothing was found
  std::string remark;       // what the conclusion leaves out; may be empty
  std::string statement;
  std::string count_line;
  std::vector<Mark> marks;  // by area, in order of the catalogue

  std::string issue_time;
  std::string data_as_of_time;
};

// Fails with INVALID_ARGUMENT (INVALID_FIELD) when the template cannot say what
// `data` says, or its names are not `names`.
absl::StatusOr<Facts> ReadFacts(const v1::ReportData& data,
                                const policy::v1::Names& names);

}  // namespace creditproof::report
