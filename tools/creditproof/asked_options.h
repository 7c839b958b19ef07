// What a report is asked for, by options: of `issue`, and of `preview`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "creditproof/record/v1/catalogue.pb.h"
#include "libs/credit_code/credit_code.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

struct AskedOptions {
  std::optional<CreditCode> code;
  record::v1::Scenario scenario{};
  std::vector<record::v1::Area> areas;
  std::string from;
  std::string to;
  std::string purpose;
  std::string receiver;
  std::string out;

  // IssueReportRequest or PreviewReportRequest, but for its ground.
  template <typename Request>
  Request ToRequest() const {
    Request request;
    request.set_parent(record::SubjectName(*code));
    request.set_scenario(scenario);
    request.mutable_areas()->Assign(areas.begin(), areas.end());
    request.set_period_start_date(from);
    request.set_period_end_date(to);
    request.set_purpose(purpose);
    request.set_receiver(receiver);
    return request;
  }
};

// Returns --scenario, which a grant may say instead.
CLI::Option* AddAskedOptions(CLI::App& command, AskedOptions& options);

}  // namespace creditproof::tool
