"""The supervisor: starts one visitor's processes after another, ends them, and proves that they are gone."""
