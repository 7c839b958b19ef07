#include "libs/report/template_text.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "libs/report/sentence.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

bool IsDigit(char32_t character) {
  return (character >= U'0' && character <= U'9') ||
         (character >= U'０' && character <= U'９');
}

std::string Braced(const std::set<absl::string_view>& placeholders) {
  return absl::StrJoin(placeholders, ", ",
                       [](std::string* out, absl::string_view placeholder) {
                         absl::StrAppend(out, "{", placeholder, "}");
                       });
}

}  // namespace

bool BeginsLikeFigure(absl::string_view text) {
  const std::vector<Piece> pieces = Split(text);
  if (pieces.empty()) return false;
  const Piece& first = pieces.front();
  if (!first.placeholder.empty()) return true;
  return !first.text.empty() && IsDigit(Decode(first.text).front());
}

bool EndsLikeFigure(absl::string_view text) {
  const std::vector<Piece> pieces = Split(text);
  if (pieces.empty()) return false;
  const Piece& last = pieces.back();
  if (!last.placeholder.empty()) return true;
  return !last.text.empty() && IsDigit(Decode(last.text).back());
}

Problems WrongPlaceholders(const std::string& field, absl::string_view text,
                           const std::set<absl::string_view>& known) {
  Problems problems;
  const auto add = [&](std::string problem) {
    problems.push_back({field, std::move(problem)});
  };
  bool behind_placeholder = false;
  bool behind_digit = false;
  for (const Piece& piece : Split(text)) {
    if (piece.placeholder.empty() && piece.text.empty()) {
      add("has {} without a placeholder's name in it");
      continue;
    }
    if (!piece.placeholder.empty()) {
      if (known.count(piece.placeholder) == 0) {
        add(absl::StrCat("{", piece.placeholder, "} is no placeholder here; ",
                         known.empty() ? "there are none" : "there are ",
                         Braced(known)));
      }
      if (behind_digit) add("has a digit beside a placeholder: take it away");
      if (behind_placeholder) {
        add("has two placeholders side by side: put a word or 、 between them");
      }
      behind_placeholder = true;
      behind_digit = false;
      continue;
    }
    const std::u32string words = Decode(piece.text);
    if (words.find_first_of(U"{}") != std::u32string::npos) {
      add("has a brace without the other one");
    }
    if (behind_placeholder && IsDigit(words.front())) {
      add("has a digit beside a placeholder: take it away");
    }
    behind_placeholder = false;
    behind_digit = IsDigit(words.back());
  }
  return problems;
}

Problems WrongCharacters(const std::string& field, absl::string_view text,
                         const Faces& faces) {
  for (const char32_t character : Decode(text)) {
    if (character < U' ') {
      return {{field, "has a line end, tab or the like: it is one line"}};
    }
    if (character == kMalformed) return {{field, "is no UTF-8"}};
    if (faces.Find(character).has_value()) continue;
    return {{field, absl::StrFormat("has U+%04X (%s), which is in no face: "
                                    "write it another way",
                                    static_cast<unsigned>(character),
                                    Encode(character))}};
  }
  return {};
}

}  // namespace creditproof::report
