#include "libs/base/parse_text.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace creditproof::base {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;
using google::protobuf::io::Tokenizer;

// protobuf counts lines from 0, and columns in bytes from 0.
std::string Place(absl::string_view text, int line, int column) {
  for (int skipped = 0; skipped < line; ++skipped) {
    const std::size_t end = text.find('\n');
    text.remove_prefix(end == absl::string_view::npos ? text.size() : end + 1);
  }
  const absl::string_view before =
      text.substr(0, static_cast<std::size_t>(column));
  const auto characters =
      std::count_if(before.begin(), before.end(), [](unsigned char byte) {
        return (byte & 0xC0) != 0x80;  // none that continues one
      });
  return absl::StrCat("line ", line + 1, ", column ", characters + 1);
}

// One part of a path: a name, and the element that `[2]` behind it names.
struct Step {
  explicit Step(absl::string_view part) {
    const std::vector<absl::string_view> pieces = absl::StrSplit(part, '[');
    name = std::string(pieces[0]);
    if (pieces.size() == 1) return;
    if (!absl::SimpleAtoi(pieces[1].substr(0, pieces[1].size() - 1), &index)) {
      index = 0;
    }
  }
  std::string name;
  int index = 0;
};

// Lets errors of a second reading go.
class NoErrors final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int, int, const std::string&) override {}
};

// The token before the one that stands at `line` and `column`.
Tokenizer::Token TokenBefore(absl::string_view text, int line, int column) {
  google::protobuf::io::ArrayInputStream input(text.data(),
                                               static_cast<int>(text.size()));
  NoErrors errors;
  Tokenizer tokenizer(&input, &errors);
  tokenizer.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
  while (tokenizer.Next()) {
    const Tokenizer::Token& token = tokenizer.current();
    if (std::pair(token.line, token.column) >= std::pair(line, column)) break;
  }
  return tokenizer.previous();
}

// protobuf has read on before it finds these, over comments too: it names the
// place of the next token.
bool IsAboutTokenBefore(absl::string_view message) {
  return absl::StartsWith(message, "Unknown enumeration value") ||
         absl::StartsWith(message, "Non-repeated field") ||
         absl::StartsWith(message, "Message type");
}

// Keeps the first error.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  explicit FirstError(absl::string_view source) : source_(source) {}

  void AddError(int line, int column, const std::string& message) override {
    if (!text_.empty()) return;
    if (IsAboutTokenBefore(message)) {
      const Tokenizer::Token token = TokenBefore(source_, line, column);
      line = token.line;
      column = token.column;
    }
    text_ = absl::StrCat(Place(source_, line, column), ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  const absl::string_view source_;
  std::string text_;
};

}  // namespace

std::string TextPlaces::Of(absl::string_view path) const {
  std::string place = Place(text_, last_line_, 0);
  const TextFormat::ParseInfoTree* tree = &tree_;
  const google::protobuf::Descriptor* type = type_;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    if (tree == nullptr || type == nullptr) return place;
    const Step step(part);
    const FieldDescriptor* field = type->FindFieldByName(step.name);
    if (field == nullptr) return place;
    int index = field->is_repeated() ? step.index : -1;
    // Of a list in brackets only the beginning is known.
    if (tree->GetLocation(field, index).line < 0 && index > 0) index = 0;
    const TextFormat::ParseLocation location = tree->GetLocation(field, index);
    if (location.line < 0) return place;
    place = Place(text_, location.line, location.column);
    type = field->message_type();
    tree = type == nullptr ? nullptr : tree->GetTreeForNested(field, index);
  }
  return place;
}

absl::Status ParseText(absl::string_view text,
                       google::protobuf::Message& message, TextPlaces* places) {
  FirstError error(text);
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (places != nullptr) {
    parser.WriteLocationsTo(&places->tree_);
    places->text_ = std::string(text);
    places->type_ = message.GetDescriptor();
    const auto lines = std::count(text.begin(), text.end(), '\n');
    places->last_line_ =
        static_cast<int>(lines > 0 && text.back() == '\n' ? lines - 1 : lines);
  }
  if (parser.ParseFromString(std::string(text), &message)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(error.text());
}

}  // namespace creditproof::base
