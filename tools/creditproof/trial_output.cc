#include "tools/creditproof/trial_output.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::ChangedSubjects;
using eligibility::v1::KindChange;
using eligibility::v1::OutcomeChange;
using eligibility::v1::TrialReport;

void AddSubjects(const ChangedSubjects& some, ChangedSubjects& all) {
  all.set_count(all.count() + some.count());
  all.mutable_sample()->MergeFrom(some.sample());
}

// Adds each of `some` to the one of `all` that is about the same.
template <typename Changes, typename Same>
void AddChanges(const Changes& some, Changes& all, Same same) {
  for (const auto& change : some) {
    auto found = std::find_if(all.begin(), all.end(), [&](const auto& known) {
      return same(known, change);
    });
    if (found == all.end()) {
      *all.Add() = change;
    } else {
      AddSubjects(change.subjects(), *found->mutable_subjects());
    }
  }
}

std::string CauseName(Cause::Kind kind) {
  return Identifier(Cause::Kind_Name(kind), "KIND_");
}

std::string AreaName(record::v1::Area area) {
  return Identifier(record::v1::Area_Name(area), "AREA_");
}

Kinds KindsOf(const KindChange& change) {
  Kinds kinds;
  if (change.has_kind_name()) kinds.Add(change.kind_name());
  return kinds;
}

Json WithSubjects(Json json, const ChangedSubjects& subjects) {
  json["count"] = subjects.count();
  json["sample"] = subjects.sample();
  return json;
}

void PrintSubjects(absl::string_view what, const ChangedSubjects& subjects) {
  PrintLine(absl::StrCat("  ", what, "：", subjects.count()));
  PrintLine(absl::StrCat("    例如 ", absl::StrJoin(subjects.sample(), " ")));
}

}  // namespace

void AddReport(const TrialReport& report, TrialReport& whole) {
  if (whole.policy_id().empty()) {
    whole = report;
    return;
  }
  whole.set_subjects(whole.subjects() + report.subjects());
  whole.set_changed(whole.changed() + report.changed());
  whole.set_changed_within(whole.changed_within() + report.changed_within());
  AddChanges(report.outcomes(), *whole.mutable_outcomes(),
             [](const auto& a, const auto& b) {
               return a.before() == b.before() && a.after() == b.after();
             });
  AddChanges(report.areas(), *whole.mutable_areas(),
             [](const auto& a, const auto& b) { return a.area() == b.area(); });
  AddChanges(report.kinds(), *whole.mutable_kinds(),
             [](const auto& a, const auto& b) { return a.kind() == b.kind(); });
  AddChanges(report.causes(), *whole.mutable_causes(),
             [](const auto& a, const auto& b) { return a.kind() == b.kind(); });
}

Json TrialJson(const TrialReport& report) {
  Json json = {{"policy",
                absl::StrCat(report.policy_id(), "@", report.policy_version())},
               {"candidate", absl::StrCat(report.candidate_id(), "@",
                                          report.candidate_version())},
               {"subjects", report.subjects()},
               {"changed", report.changed()},
               {"changed_within", report.changed_within()},
               {"outcomes", Json::array()},
               {"areas", Json::array()},
               {"kinds", Json::array()},
               {"causes", Json::array()}};
  for (const OutcomeChange& change : report.outcomes()) {
    json["outcomes"].push_back(
        WithSubjects({{"before", OutcomeName(change.before())},
                      {"after", OutcomeName(change.after())}},
                     change.subjects()));
  }
  for (const auto& change : report.areas()) {
    json["areas"].push_back(
        WithSubjects({{"area", AreaName(change.area())}}, change.subjects()));
  }
  for (const KindChange& change : report.kinds()) {
    const Kinds kinds = KindsOf(change);
    json["kinds"].push_back(
        WithSubjects({{"kind", kinds.Id(change.kind())},
                      {"kind_name", kinds.ChineseName(change.kind())}},
                     change.subjects()));
  }
  for (const auto& change : report.causes()) {
    json["causes"].push_back(
        WithSubjects({{"cause", CauseName(change.kind())}}, change.subjects()));
  }
  return json;
}

void PrintTrial(const TrialReport& report) {
  PrintLine(absl::StrCat("现行政策 in force: ", report.policy_id(), "@",
                         report.policy_version(),
                         "，试算 tried: ", report.candidate_id(), "@",
                         report.candidate_version()));
  PrintLine(absl::StrCat("共 ", report.subjects(), " 个主体，",
                         report.changed(), " 个结论改变，另有 ",
                         report.changed_within(),
                         " 个结论不变而理由改变。没有作任何改变。"));
  if (report.changed() == 0) return;
  PrintLine("按结论 by outcome:");
  for (const OutcomeChange& change : report.outcomes()) {
    PrintSubjects(absl::StrCat(OutcomeText(change.before()), " → ",
                               OutcomeText(change.after()), "（",
                               OutcomeName(change.before()), " → ",
                               OutcomeName(change.after()), "）"),
                  change.subjects());
  }
  if (!report.areas().empty()) PrintLine("按记录的领域 by area:");
  for (const auto& change : report.areas()) {
    PrintSubjects(change.area() == record::v1::AREA_UNSPECIFIED
                      ? "无领域 none"
                      : record::ChineseName(change.area()),
                  change.subjects());
  }
  if (!report.kinds().empty()) PrintLine("按记录的种类 by kind:");
  for (const KindChange& change : report.kinds()) {
    PrintSubjects(KindsOf(change).ChineseName(change.kind()),
                  change.subjects());
  }
  if (!report.causes().empty()) PrintLine("按条件 by cause:");
  for (const auto& change : report.causes()) {
    PrintSubjects(CauseName(change.kind()), change.subjects());
  }
}

}  // namespace creditproof::tool
