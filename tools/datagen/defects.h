// The slips that departments make.
#pragma once

#include "tools/datagen/dice.h"
#include "tools/datagen/rows.h"

namespace creditproof::datagen {

// Spoils `cells`, a row of `kind`, in one way or another: a wrong check
// character, a lower-case code, no code, a day that does not exist, an amount
// with a comma, an empty mandatory cell, a classified row or one about a
// natural person, as far as the kind has such columns.
void Spoil(ingestion::v1::FileKind kind, Dice& dice, Cells& cells);

}  // namespace creditproof::datagen
