#include "libs/report/sentence_needs.h"

#include "creditproof/report/v1/template_sentence.pb.h"

namespace creditproof::report {

Needs HeadlineNeeds(bool lists) {
  if (!lists) return {{{}, "clear"}};
  return {{{}, "records"}, {{v1::CONDITION_REPAIRED}, "repaired"}};
}

Needs StatementNeeds(bool lists) {
  Needs needs = {{{}, "name"},
                 {{}, "credit_code"},
                 {{}, "period"},
                 {{}, "issue_time"},
                 {{}, "platform"},
                 {{}, "province"},
                 {{v1::CONDITION_NO_DATA}, "no_data_first"},
                 {{v1::CONDITION_MORE_NO_DATA}, "no_data_more"},
                 {{v1::CONDITION_NOT_ASKED}, ""},
                 {{v1::CONDITION_REPLACES}, "replaces"}};
  if (!lists) {
    needs.push_back({{}, "clear"});
    return needs;
  }
  const Needs more = {
      {{}, "records"},
      {{}, "pages"},
      {{v1::CONDITION_CLEAR}, "clear"},
      {{v1::CONDITION_REPAIRED}, "repaired"},
      {{v1::CONDITION_IN_AREAS}, "with_records"},
      {{v1::CONDITION_NOT_IN_AREAS}, ""},
      {{v1::CONDITION_IN_AREAS, v1::CONDITION_OUTSIDE}, "outside"}};
  needs.insert(needs.end(), more.begin(), more.end());
  return needs;
}

Needs CountNeeds(bool lists) {
  Needs needs = {{{}, "areas"},
                 {{}, "clear"},
                 {{v1::CONDITION_NO_DATA}, "no_data"},
                 {{v1::CONDITION_NO_DATA}, "no_data_areas"},
                 {{v1::CONDITION_NOT_ASKED}, "not_asked"}};
  if (!lists) return needs;
  needs.push_back({{v1::CONDITION_IN_AREAS}, "with_records"});
  needs.push_back({{v1::CONDITION_IN_AREAS}, "record_areas"});
  needs.push_back({{v1::CONDITION_OUTSIDE}, "outside_by_kind"});
  return needs;
}

std::set<absl::string_view> KnownPlaceholders(bool lists) {
  std::set<absl::string_view> known = {
      "report_title",  "report_subtitle", "issuer",        "channel",
      "site",          "website",         "province",      "platform",
      "name",          "credit_code",     "period",        "issue_time",
      "areas",         "clear",           "not_asked",     "no_data",
      "no_data_first", "no_data_more",    "no_data_areas", "replaces"};
  if (lists) {
    known.insert({"records", "repaired", "with_records", "record_areas",
                  "outside", "outside_by_kind"});
  }
  return known;
}

}  // namespace creditproof::report
