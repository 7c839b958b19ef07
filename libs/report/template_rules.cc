#include "libs/report/template_rules.h"

#include <google/protobuf/message.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/report/sentence.h"
#include "libs/report/template_text.h"

namespace creditproof::report {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using v1::TemplateRule;

// Walks through a message field by field.
class Walker {
 public:
  explicit Walker(const Faces& faces) : faces_(faces) {}

  void Walk(const Message& message, const std::string& path) {
    const auto* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor& field = *type->field(i);
      const std::string at =
          absl::StrCat(path, path.empty() ? "" : ".", field.name());
      if (field.is_repeated()) {
        WalkElements(message, field, at);
      } else {
        WalkField(message, field, at);
      }
    }
  }

  Problems problems;

 private:
  static const TemplateRule& RuleOf(const FieldDescriptor& field) {
    return field.options().GetExtension(v1::rule);
  }

  void Add(const std::string& field, std::string text) {
    problems.push_back({field, std::move(text)});
  }

  void Append(Problems more) {
    std::move(more.begin(), more.end(), std::back_inserter(problems));
  }

  void WalkElements(const Message& message, const FieldDescriptor& field,
                    const std::string& at) {
    const auto& reflection = *message.GetReflection();
    const TemplateRule& rule = RuleOf(field);
    const int size = reflection.FieldSize(message, &field);
    const bool counts = rule.most_elements() > 0;
    if (counts && (size < rule.fewest() || size > rule.most_elements())) {
      Add(at, absl::StrCat("is there ", size, " times, must be ", rule.fewest(),
                           " to ", rule.most_elements()));
    }
    for (int i = 0; i < size; ++i) {
      const std::string one = absl::StrCat(at, "[", i, "]");
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Walk(reflection.GetRepeatedMessage(message, &field, i), one);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        Text(field, one, reflection.GetRepeatedString(message, &field, i));
      } else {
        Choice(field, one, reflection.GetRepeatedEnumValue(message, &field, i));
      }
    }
  }

  void WalkField(const Message& message, const FieldDescriptor& field,
                 const std::string& at) {
    const auto& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (reflection.HasField(message, &field)) {
          return WalkMessage(reflection.GetMessage(message, &field), field, at);
        }
        if (!RuleOf(field).may_be_absent()) Add(at, "is missing");
        return;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Number(RuleOf(field), at, reflection.GetDouble(message, &field),
                      "mm");
      case FieldDescriptor::CPPTYPE_STRING:
        return Text(field, at, reflection.GetString(message, &field));
      default:
        Choice(field, at, reflection.GetEnumValue(message, &field));
    }
  }

  // The text format takes any number for a name.
  void Choice(const FieldDescriptor& field, const std::string& at, int value) {
    if (value == 0) return Add(at, "is required");
    if (field.enum_type()->FindValueByNumber(value) != nullptr) return;
    Add(at,
        absl::StrCat("is ", value, ", which names nothing: write a name of ",
                     field.enum_type()->name()));
  }

  // The rule of a style is about its size.
  void WalkMessage(const Message& message, const FieldDescriptor& field,
                   const std::string& at) {
    if (field.message_type() == v1::TypeStyle::descriptor()) {
      const auto& style = static_cast<const v1::TypeStyle&>(message);
      Number(RuleOf(field), absl::StrCat(at, ".size"), style.size(), "points");
    }
    Walk(message, at);
  }

  void Number(const TemplateRule& rule, const std::string& at, double value,
              absl::string_view unit) {
    if (rule.most() == 0) return;
    if (value >= rule.least() && value <= rule.most()) return;
    Add(at, absl::StrCat("is ", value, ", must be ", rule.least(), " to ",
                         rule.most(), " ", unit));
  }

  void Text(const FieldDescriptor& field, const std::string& at,
            const std::string& text) {
    const TemplateRule& rule = RuleOf(field);
    if (text.empty() && !rule.may_be_absent()) return Add(at, "is required");
    Append(WrongCharacters(at, text, faces_));
    // What these may say depends on the sentence (template_sentences.h).
    if (field.containing_type() == v1::Clause::descriptor()) return;
    std::set<absl::string_view> known(rule.may().begin(), rule.may().end());
    known.insert(rule.must().begin(), rule.must().end());
    Append(WrongPlaceholders(at, text, known));
    const std::vector<Piece> pieces = Split(text);
    for (const std::string& must : rule.must()) {
      const bool has = std::any_of(
          pieces.begin(), pieces.end(),
          [&](const Piece& piece) { return piece.placeholder == must; });
      if (!has) Add(at, absl::StrCat("must have {", must, "}"));
    }
  }

  const Faces& faces_;
};

}  // namespace

Problems BrokenRules(const Template& drawn, const Faces& faces) {
  Walker walker(faces);
  walker.Walk(drawn, "");
  return std::move(walker.problems);
}

}  // namespace creditproof::report
