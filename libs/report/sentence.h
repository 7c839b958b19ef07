// Texts of a template, with figures and names filled in.
#pragma once

#include <bitset>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/template_sentence.pb.h"

namespace creditproof::report {

// Words, or what stands for a placeholder.
struct Piece {
  absl::string_view placeholder;  // without braces; empty for words
  std::string text;
};

// A template's text in words and placeholders, whose text is empty. A brace
// without its other one is part of the words.
std::vector<Piece> Split(absl::string_view text);

// What placeholders, which are literals, stand for.
using Values = std::vector<std::pair<absl::string_view, std::string>>;

// One without a value is left out.
std::string Fill(absl::string_view text, const Values& values);

// What the fixed texts may name: the names of an installation, each field by
// its own name, and `website`, the channel as far as ｜.
Values NameValues(const policy::v1::Names& names);

// What is true of a report.
struct Situation {
  Values values;
  std::bitset<v1::Condition_ARRAYSIZE> holds;
};

using Sentence = google::protobuf::RepeatedPtrField<v1::Clause>;

// The clauses that hold, one behind the other; no two pieces of words follow
// each other.
std::vector<Piece> Say(const Sentence& sentence, const Situation& situation);

std::string TextOf(const std::vector<Piece>& pieces);

}  // namespace creditproof::report
