#include "libs/report/template_sentences.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/report/sentence.h"
#include "libs/report/sentence_needs.h"
#include "libs/report/template_text.h"

namespace creditproof::report {
namespace {

int Count(const v1::Clause& clause, absl::string_view placeholder) {
  const std::vector<Piece> pieces = Split(clause.text());
  return static_cast<int>(std::count_if(
      pieces.begin(), pieces.end(),
      [&](const Piece& piece) { return piece.placeholder == placeholder; }));
}

// Whether `clause` is said whenever the need is there, and meets it.
bool Meets(const v1::Clause& clause, const Need& need) {
  const std::set<int> when(clause.when().begin(), clause.when().end());
  if (need.placeholder.empty()) return when == need.when;
  return Count(clause, need.placeholder) > 0 &&
         std::includes(need.when.begin(), need.when.end(), when.begin(),
                       when.end());
}

std::string Describe(const Need& need) {
  const std::string what = need.placeholder.empty()
                               ? "a clause"
                               : absl::StrCat("{", need.placeholder, "}");
  if (need.when.empty()) {
    return absl::StrCat("must say ", what, " in a clause without `when`");
  }
  return absl::StrCat(
      "must say ", what, " in a clause with `when: [",
      absl::StrJoin(need.when, ", ",
                    [](std::string* out, int condition) {
                      out->append(v1::Condition_Name(condition));
                    }),
      "]`");
}

class SentenceCheck {
 public:
  SentenceCheck(absl::string_view field, const Sentence& sentence,
                Problems& problems)
      : field_(field), sentence_(sentence), problems_(problems) {}

  void Check(const Needs& needs, const std::set<absl::string_view>& known) {
    for (int i = 0; i < sentence_.size(); ++i) {
      for (Problem& problem :
           WrongPlaceholders(absl::StrCat(field_, "[", i, "].text"),
                             sentence_[i].text(), known)) {
        problems_.push_back(std::move(problem));
      }
    }
    CheckSeams();
    for (const Need& need : needs) {
      const bool met = std::any_of(
          sentence_.begin(), sentence_.end(),
          [&](const v1::Clause& clause) { return Meets(clause, need); });
      if (!met) problems_.push_back({field_, Describe(need)});
    }
  }

 private:
  // Which clauses are said depends on the report, so any may follow any later
  // one: no two may make one number of two.
  void CheckSeams() {
    for (int i = 0; i < sentence_.size(); ++i) {
      if (!EndsLikeFigure(sentence_[i].text())) continue;
      for (int j = i + 1; j < sentence_.size(); ++j) {
        if (!BeginsLikeFigure(sentence_[j].text())) continue;
        problems_.push_back(
            {absl::StrCat(field_, "[", j, "].text"),
             absl::StrCat("begins with a digit or placeholder, and [", i,
                          "] before it ends with one: they would be read as "
                          "one number. Put a word or 、 between them")});
      }
    }
  }

  const std::string field_;
  const Sentence& sentence_;
  Problems& problems_;
};

}  // namespace

Problems UnsaidThings(const Template& drawn) {
  const bool lists = drawn.outcome() == v1::ReportData::OUTCOME_WITH_RECORDS;
  const v1::ConclusionBlock& block = drawn.conclusion();
  const std::set<absl::string_view> known = KnownPlaceholders(lists);
  std::set<absl::string_view> in_statement = known;
  if (lists) in_statement.insert("pages");
  Problems problems;
  const auto check = [&problems](
                         absl::string_view field, const Sentence& sentence,
                         const Needs& needs,
                         const std::set<absl::string_view>& placeholders) {
    SentenceCheck(field, sentence, problems).Check(needs, placeholders);
  };
  check("conclusion.headline", block.headline(), HeadlineNeeds(lists), known);
  check("conclusion.remark", block.remark(), {}, known);
  check("conclusion.statement", block.statement(), StatementNeeds(lists),
        in_statement);
  check("grid.count_line", drawn.grid().count_line(), CountNeeds(lists), known);
  int pages = 0;
  for (const v1::Clause& clause : block.statement()) {
    pages += Count(clause, "pages");
  }
  if (pages > 1) {
    problems.push_back({"conclusion.statement", "has {pages} more than once"});
  }
  return problems;
}

}  // namespace creditproof::report
