#include "libs/report/template_check.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/report/guidance.h"
#include "libs/report/problem.h"
#include "libs/report/template_fit.h"
#include "libs/report/template_layout.h"
#include "libs/report/template_rules.h"
#include "libs/report/template_sentences.h"

namespace creditproof::report {
namespace {

// Each step asks for what the one before made sure of.
Problems ProblemsOf(const Template& drawn, const Faces& faces) {
  Problems problems = BrokenRules(drawn, faces);
  Problems unsaid = UnsaidThings(drawn);
  std::move(unsaid.begin(), unsaid.end(), std::back_inserter(problems));
  if (problems.empty()) problems = Disorder(drawn);
  if (problems.empty()) problems = MistakableWords(drawn);
  if (problems.empty()) problems = Misfits(drawn, {}, faces);
  return problems;
}

}  // namespace

absl::Status CheckDraws(const TemplateFile& read, const Faces& faces) {
  std::string lines;
  for (const Problem& problem : ProblemsOf(read.drawn, faces)) {
    absl::StrAppend(
        &lines, lines.empty() ? "" : "\n", read.file.filename().string(), ": ",
        read.places->Of(problem.field), ": ", problem.field, " ", problem.text);
  }
  if (lines.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(lines);
}

}  // namespace creditproof::report
