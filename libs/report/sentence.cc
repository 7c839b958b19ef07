#include "libs/report/sentence.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace creditproof::report {
namespace {

void Resolve(std::vector<Piece>& pieces, const Values& values) {
  for (Piece& piece : pieces) {
    if (piece.placeholder.empty()) continue;
    const auto value = std::find_if(
        values.begin(), values.end(),
        [&piece](const auto& one) { return one.first == piece.placeholder; });
    if (value == values.end()) continue;
    piece.placeholder = value->first;
    piece.text = value->second;
  }
}

bool Holds(const v1::Clause& clause, const Situation& situation) {
  return std::all_of(
      clause.when().begin(), clause.when().end(), [&situation](int condition) {
        return situation.holds[static_cast<std::size_t>(condition)];
      });
}

// 信用中国（黑龙江）, of 信用中国（黑龙江）｜信用代证.
std::string Website(const std::string& channel) {
  return channel.substr(0, channel.find("｜"));
}

}  // namespace

std::vector<Piece> Split(absl::string_view text) {
  std::vector<Piece> pieces;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    const std::size_t close = text.find('}', open);
    const std::size_t words =
        close == absl::string_view::npos ? text.size() : open;
    if (words > 0) pieces.push_back({"", std::string(text.substr(0, words))});
    text.remove_prefix(words);
    if (text.empty()) break;
    pieces.push_back({text.substr(1, close - open - 1), ""});
    text.remove_prefix(close - open + 1);
  }
  return pieces;
}

std::string Fill(absl::string_view text, const Values& values) {
  std::vector<Piece> pieces = Split(text);
  Resolve(pieces, values);
  return TextOf(pieces);
}

Values NameValues(const policy::v1::Names& names) {
  return {{"report_title", names.report_title()},
          {"report_subtitle", names.report_subtitle()},
          {"issuer", names.issuer()},
          {"channel", names.channel()},
          {"site", names.site()},
          {"province", names.province()},
          {"platform", names.platform()},
          {"website", Website(names.channel())}};
}

std::vector<Piece> Say(const Sentence& sentence, const Situation& situation) {
  std::vector<Piece> said;
  for (const v1::Clause& clause : sentence) {
    if (!Holds(clause, situation)) continue;
    for (Piece& piece : Split(clause.text())) {
      const bool words = piece.placeholder.empty();
      if (words && !said.empty() && said.back().placeholder.empty()) {
        absl::StrAppend(&said.back().text, piece.text);
      } else {
        said.push_back(std::move(piece));
      }
    }
  }
  Resolve(said, situation.values);
  return said;
}

std::string TextOf(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) absl::StrAppend(&text, piece.text);
  return text;
}

}  // namespace creditproof::report
